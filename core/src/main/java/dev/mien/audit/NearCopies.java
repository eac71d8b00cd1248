package dev.mien.audit;

import dev.mien.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds pictures that were made from one another: mirrored, made brighter or darker, encoded again, moved by up to
 * {@link #REACH} pixels, or several of these.
 *
 * <p>The blocks of each picture are hashed into {@link BlockHash#TABLES} tables. Each picture looks up its mirror
 * image and half of its shifted windows; the other picture of a pair looks up the other half. Pictures that share a
 * number are compared by their blocks. Those that pass are compared by their pixels ({@link Details}), which decide.
 * One number in one table gives at most {@value #MOST_CANDIDATES} candidates, so the time grows linearly with the
 * number of pictures.
 */
final class NearCopies {
    /** Largest shift in pixels, either way. */
    static final int REACH = 2;

    /**
     * The least correlation of details that makes two pictures copies. Copies changed as above lie above it, down to
     * JPEG quality 75 ({@code AuditTest}). On FER2013 different photos lie below about 0.65. The pairs between that we
     * looked at show one photo cut out at two scales, which does not count as a near copy here. Drawn faces have little
     * texture and are more alike: three of 4.5 million pairs of different faces pass.
     */
    static final double LEAST_CORRELATION = 0.9;

    /** The most candidates that one number in one table may give. */
    static final int MOST_CANDIDATES = 64;

    private static final int CHUNK = 256;

    private final Dataset data;
    private final int[] pictures;
    private final BlockHash hash;
    private final byte[] blocks;
    private final int[] hashes;

    private NearCopies(Dataset data, int[] pictures) {
        this.data = data;
        this.pictures = pictures;
        this.hash = new BlockHash(pictures.length);
        this.blocks = new byte[Math.multiplyExact(pictures.length, BlockMeans.COUNT)];
        this.hashes = new int[pictures.length * BlockHash.TABLES];
    }

    /**
     * All near copies among some pictures.
     *
     * @param pictures positions in {@code data}, ascending; without exact copies and without pictures that lack content
     * @return pairs, sorted by their first, then their second picture
     */
    static List<NearCopy> among(Dataset data, int[] pictures) {
        if (pictures.length < 2 || BlockMeans.side(data) == 0) {
            return List.of();
        }
        return new NearCopies(data, pictures).search();
    }

    private void describe(Chunk chunk) {
        BlockMeans means = new BlockMeans(data);
        float[] grays = new float[BlockMeans.COUNT];
        for (int i = chunk.from(); i < chunk.to(); i++) {
            means.load(data, pictures[i], false);
            means.means(0, 0, grays);
            hash.hash(grays, hashes, i * BlockHash.TABLES);
            for (int block = 0; block < grays.length; block++) {
                blocks[i * BlockMeans.COUNT + block] = (byte) Math.round(grays[block]);
            }
        }
    }

    /** Both pictures of a pair may find the other, mirrored or not. The best answer counts. */
    private List<NearCopy> search() {
        chunks().forEach(this::describe);
        List<HashTable> tables = IntStream.range(0, BlockHash.TABLES)
                .parallel()
                .mapToObj(table -> new HashTable(hashes, table))
                .toList();
        Map<Long, NearCopy> best = new TreeMap<>();
        chunks().map(chunk -> search(chunk, tables)).toList().stream()
                .flatMap(List::stream)
                .forEach(copy -> best.merge(
                        (long) copy.first() << Integer.SIZE | copy.second(),
                        copy,
                        (one, other) -> other.correlation() > one.correlation() ? other : one));
        return List.copyOf(best.values());
    }

    private List<NearCopy> search(Chunk chunk, List<HashTable> tables) {
        Inquiry inquiry = new Inquiry(data, pictures, hash, hashes, blocks, tables);
        List<NearCopy> found = new ArrayList<>();
        for (int i = chunk.from(); i < chunk.to(); i++) {
            inquiry.ask(i, found);
        }
        return found;
    }

    private record Chunk(int from, int to) {}

    private Stream<Chunk> chunks() {
        return IntStream.range(0, (pictures.length + CHUNK - 1) / CHUNK)
                .parallel()
                .mapToObj(i -> new Chunk(i * CHUNK, Math.min(pictures.length, (i + 1) * CHUNK)));
    }
}
