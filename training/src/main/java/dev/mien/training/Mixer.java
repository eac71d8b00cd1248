package dev.mien.training;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Mixes training samples. What is drawn for a sample is a pure function of the seed, the epoch and the sample's place
 * in the epoch's order.
 */
final class Mixer {
    private static final long PURPOSE = 0x4d4958L;

    /** Tells whether a sample is mixed from how. */
    private static final long WHETHER = 0x57484554L;

    private static final double ONE = 0x1p53;

    private final Mixings mixings;
    private final int width;
    private final int height;
    private final long seed;

    /**
     * What was drawn for a sample.
     *
     * @param partner place in the epoch's order of the sample that it is mixed with
     * @param share of the sample itself, 0 to 1
     * @param box rectangle that shows the partner; all of it where the pictures are averaged
     */
    record Draw(int partner, double share, Box box, boolean averages) {}

    /** Rows and columns, the ends excluded. */
    record Box(int left, int top, int right, int bottom) {
        int area() {
            return (right - left) * (bottom - top);
        }
    }

    /** @param mixings with at least one kind */
    Mixer(Mixings mixings, int width, int height, long seed) {
        this.mixings = mixings;
        this.width = width;
        this.height = height;
        this.seed = seed;
    }

    /** Whether a sample is mixed, which its place in the epoch's order decides. */
    boolean mixes(int epoch, int place) {
        long bits = Seeds.of(seed ^ WHETHER, epoch, place) >>> 11;
        return bits < mixings.share() * ONE;
    }

    /**
     * What is drawn for a sample that is mixed.
     *
     * @param place of the sample in the epoch's order of {@code samples}
     */
    Draw draw(int epoch, int place, int samples) {
        SplittableRandom random = new SplittableRandom(Seeds.of(seed ^ PURPOSE, epoch, place));
        int partner = random.nextInt(samples);
        List<Mixing> kinds = mixings.kinds();
        Mixing mixing = kinds.get(random.nextInt(kinds.size()));
        double share = beta(random, mixing.alpha());
        if (mixing.averages()) {
            return new Draw(partner, share, new Box(0, 0, width, height), true);
        }
        Box box = box(random, Math.sqrt(1 - share));
        return new Draw(partner, 1 - (double) box.area() / (width * height), box, false);
    }

    /** Both parameters alike, at most 1: Jöhnk's way (Metrika 8, 1964). */
    private static double beta(SplittableRandom random, double alpha) {
        while (true) {
            double x = Math.pow(random.nextDouble(), 1 / alpha);
            double y = Math.pow(random.nextDouble(), 1 / alpha);
            if (x + y > 0 && x + y <= 1) {
                return x / (x + y);
            }
        }
    }

    /** A rectangle about a uniform centre, cut where it leaves the picture. */
    private Box box(SplittableRandom random, double side) {
        int centreX = random.nextInt(width);
        int centreY = random.nextInt(height);
        int halfX = (int) (width * side / 2);
        int halfY = (int) (height * side / 2);
        return new Box(
                Math.max(0, centreX - halfX),
                Math.max(0, centreY - halfY),
                Math.min(width, centreX + halfX),
                Math.min(height, centreY + halfY));
    }

    /**
     * Mixes a partner into a picture.
     *
     * @param picture width x height values from {@code offset}, changed
     * @param partner as many from 0
     */
    void mixPictures(Draw draw, float[] picture, int offset, float[] partner) {
        float share = draw.averages() ? (float) (1 - draw.share()) : 1;
        Box box = draw.box();
        for (int y = box.top(); y < box.bottom(); y++) {
            blend(
                    picture,
                    offset + y * width + box.left(),
                    partner,
                    y * width + box.left(),
                    box.right() - box.left(),
                    share);
        }
    }

    /** Mixes a partner's targets into a sample's, {@code partner.length} values from {@code offset}. */
    static void mixTargets(Draw draw, float[] targets, int offset, float[] partner) {
        blend(targets, offset, partner, 0, partner.length, (float) (1 - draw.share()));
    }

    private static void blend(float[] values, int at, float[] others, int from, int length, float share) {
        for (int i = 0; i < length; i++) {
            values[at + i] += share * (others[from + i] - values[at + i]);
        }
    }
}
