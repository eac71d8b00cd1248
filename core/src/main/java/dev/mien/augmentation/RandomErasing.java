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
    public RandomErasing times(double strength) {
        return new RandomErasing(probability * strength, leastArea, mostArea, leastRatio, mostRatio, fill);
    }
}
