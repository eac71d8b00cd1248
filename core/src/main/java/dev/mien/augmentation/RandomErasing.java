package dev.mien.augmentation;

/**
 * Covers a rectangle of the picture with random grey, after all other changes (Zhong, Zheng, Kang, Li and Yang, "Random
 * erasing data augmentation", arXiv 1708.04896). Its area is uniform between two shares of the picture's area. The
 * ratio of its height to its width is log-uniform between two ratios, as in torchvision, so that tall and wide ones are
 * equally frequent; the paper has it uniform. Its place is uniform inside the picture. Only ratios that fit are drawn;
 * the paper and torchvision draw again instead.
 *
 * @param probability of a rectangle, 0 to 1
 * @param leastArea as a share of the picture's area, 0 to 1
 * @param mostArea as a share of the picture's area, {@code leastArea} to 1
 * @param leastRatio of height to width, 0.01 to 100
 * @param mostRatio of height to width, {@code leastRatio} to 100
 * @param fill what the rectangle shows
 */
public record RandomErasing(
        double probability, double leastArea, double mostArea, double leastRatio, double mostRatio, Fill fill)
        implements Augmentation {

    /** What an erased rectangle shows. */
    public enum Fill {
        /** A grey value drawn for each pixel, as in the paper. */
        NOISE,
        /**
         * One grey value drawn for the whole rectangle. It disturbs a network with a global maximum less than noise.
         */
        PLAIN
    }

    private static final double SMALLEST_RATIO = 0.01;
    private static final double LARGEST_RATIO = 100;

    public RandomErasing {
        Ranges.require("probability of erasing", probability, 0, 1);
        Ranges.require("least erased area", leastArea, 0, 1);
        Ranges.require("most erased area", mostArea, leastArea, 1);
        Ranges.require("least ratio of an erased area", leastRatio, SMALLEST_RATIO, LARGEST_RATIO);
        Ranges.require("most ratio of an erased area", mostRatio, leastRatio, LARGEST_RATIO);
    }

    /** With the paper's ranges: 2 to 40 % of the area, ratios from 0.3 to 1/0.3. */
    public RandomErasing(double probability) {
        this(probability, 0.02, 0.4, 0.3, 1 / 0.3);
    }

    /** With noise. */
    public RandomErasing(double probability, double leastArea, double mostArea, double leastRatio, double mostRatio) {
        this(probability, leastArea, mostArea, leastRatio, mostRatio, Fill.NOISE);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        if (random.uniform() < probability) {
            draw.erase(patch(draw.width(), draw.height(), random));
        }
    }

    /**
     * With an area of the share s and a ratio of r, the patch is sqrt(s width height r) high, no more than the height
     * where r <= height / (s width), and sqrt(s width height / r) wide, no more than the width where r >= s height /
     * width.
     */
    private Patch patch(int width, int height, DrawSource random) {
        double share = leastArea + random.uniform() * (mostArea - leastArea);
        double area = share * width * height;
        double widest = area / ((double) width * width);
        double tallest = (double) height * height / area;
        double least = Math.max(widest, Math.min(tallest, leastRatio));
        double most = Math.max(widest, Math.min(tallest, mostRatio));
        double ratio = least * StrictMath.pow(most / least, random.uniform());
        int patchWidth = pixels(Math.sqrt(area / ratio), width);
        int patchHeight = pixels(Math.sqrt(area * ratio), height);
        int left = (int) (random.uniform() * (width - patchWidth + 1));
        int top = (int) (random.uniform() * (height - patchHeight + 1));
        return new Patch(left, top, patchWidth, patchHeight, random.next(), fill == Fill.PLAIN);
    }

    private static int pixels(double length, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(length)));
    }

    @Override
    public RandomErasing times(double strength) {
        return new RandomErasing(probability * strength, leastArea, mostArea, leastRatio, mostRatio, fill);
    }
}
