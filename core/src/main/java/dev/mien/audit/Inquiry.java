package dev.mien.audit;

import dev.mien.dataset.Dataset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks up the near copies of one picture after another in the hash tables. */
final class Inquiry {
    /** The largest share of the numbers' bits that may differ before the blocks are compared. */
    private static final double MOST_DIFFERING_BITS = .15;

    /** The least correlation of two pictures' blocks for which their pixels are compared. */
    private static final double LEAST_BLOCK_CORRELATION = 0.88;

    /**
     * The least correlation of details at the shift that the blocks propose; from it on, the shifts around are tried
     * too.
     */
    private static final double LEAST_FIRST_CORRELATION = 0.5;

    private final Dataset data;
    private final int[] pictures;
    private final BlockHash hash;
    private final int[] hashes;
    private final byte[] blocks;
    private final List<HashTable> tables;
    private final BlockMeans means;
    private final float[] grays = new float[BlockMeans.COUNT];
    private final int[] own = new int[BlockHash.TABLES];
    private final int[] candidates = new int[NearCopies.MOST_CANDIDATES];
    private final Map<Integer, Proposal> proposals = new HashMap<>();

    Inquiry(Dataset data, int[] pictures, BlockHash hash, int[] hashes, byte[] blocks, List<HashTable> tables) {
        this.data = data;
        this.pictures = pictures;
        this.hash = hash;
        this.hashes = hashes;
        this.blocks = blocks;
        this.tables = tables;
        this.means = new BlockMeans(data);
    }

    /** The asking picture's window at {@code (dx, dy)} off the middle looks like the middle of another picture. */
    private record Proposal(double correlation, int dx, int dy) {}

    /** Adds the near copies of a picture, given by its place among the pictures. */
    void ask(int picture, List<NearCopy> found) {
        propose(picture, false);
        verify(picture, false, found);
        propose(picture, true);
        verify(picture, true, found);
    }

    /**
     * Half of the windows are enough. If one picture's window at {@code (dx, dy)} is the other's middle, then the
     * other's window at {@code (-dx, -dy)} is the first one's middle; for mirror images it is the window at
     * {@code (dx, -dy)}.
     */
    private void propose(int picture, boolean mirrored) {
        proposals.clear();
        means.load(data, pictures[picture], mirrored);
        for (int dy = 0; dy <= NearCopies.REACH; dy++) {
            int least = dy == 0 && !mirrored ? 0 : -NearCopies.REACH;
            for (int dx = least; dx <= NearCopies.REACH; dx++) {
                propose(picture, dx, dy);
            }
        }
    }

    private void propose(int picture, int dx, int dy) {
        means.means(dx, dy, grays);
        hash.hash(grays, own, 0);
        for (int table = 0; table < own.length; table++) {
            int count = tables.get(table).find(own[table], picture, candidates);
            for (int i = 0; i < count; i++) {
                consider(picture, candidates[i], dx, dy);
            }
        }
    }

    private void consider(int picture, int candidate, int dx, int dy) {
        if (candidate == picture || differingBits(candidate) > MOST_DIFFERING_BITS * hash.bits()) {
            return;
        }
        double correlation = blockCorrelation(candidate);
        if (correlation >= LEAST_BLOCK_CORRELATION) {
            proposals.merge(
                    candidate,
                    new Proposal(correlation, dx, dy),
                    (one, other) -> other.correlation > one.correlation ? other : one);
        }
    }

    private int differingBits(int candidate) {
        int count = 0;
        for (int table = 0; table < own.length; table++) {
            count += Integer.bitCount(own[table] ^ hashes[candidate * BlockHash.TABLES + table]);
        }
        return count;
    }

    private double blockCorrelation(int candidate) {
        float sum = 0;
        float otherSum = 0;
        float square = 0;
        float otherSquare = 0;
        float product = 0;
        int offset = candidate * BlockMeans.COUNT;
        for (int i = 0; i < BlockMeans.COUNT; i++) {
            float a = grays[i];
            float b = blocks[offset + i] & 0xff;
            sum += a;
            otherSum += b;
            square += a * a;
            otherSquare += b * b;
            product += a * b;
        }
        double n = BlockMeans.COUNT;
        double variances = (square - sum * (double) sum / n) * (otherSquare - otherSum * (double) otherSum / n);
        return variances <= 0 ? 0 : (product - sum * (double) otherSum / n) / Math.sqrt(variances);
    }

    private void verify(int picture, boolean mirrored, List<NearCopy> found) {
        proposals.forEach((candidate, proposal) -> {
            int dx = proposal.dx();
            int dy = proposal.dy();
            boolean askedByFirst = picture < candidate;
            int first = pictures[askedByFirst ? picture : candidate];
            int second = pictures[askedByFirst ? candidate : picture];
            Details one = Details.of(data, first, false);
            Details other = Details.of(data, second, mirrored);
            int shiftX = askedByFirst && !mirrored ? dx : -dx;
            int shiftY = askedByFirst ? dy : -dy;
            if (one.correlation(other, shiftX, shiftY) >= LEAST_FIRST_CORRELATION) {
                NearCopy best = best(first, second, one, other, mirrored);
                if (best.correlation() >= NearCopies.LEAST_CORRELATION) {
                    found.add(best);
                }
            }
        });
    }

    /**
     * The pair at the shift where the details agree best. It depends on the two pictures alone, not on which of them
     * asked.
     */
    private static NearCopy best(int first, int second, Details one, Details other, boolean mirrored) {
        int bestX = 0;
        int bestY = 0;
        double best = -1;
        for (int dy = -NearCopies.REACH; dy <= NearCopies.REACH; dy++) {
            for (int dx = -NearCopies.REACH; dx <= NearCopies.REACH; dx++) {
                double correlation = one.correlation(other, dx, dy);
                if (correlation > best) {
                    best = correlation;
                    bestX = dx;
                    bestY = dy;
                }
            }
        }
        return new NearCopy(first, second, mirrored, bestX, bestY, other.mean() - one.mean(), Math.min(1, best));
    }
}
