package dev.mien.augmentation;

/**
 * Factors of grey values; {@link BrightnessContrast} says how they are applied.
 *
 * @param brightness factor of all values, 0 to 1000
 * @param contrast factor of differences from the picture's mean, 0 to 1000
 */
public record Light(double brightness, double contrast) {
    private static final double LARGEST = 1e3;

    /** Factors that change nothing. */
    public static final Light UNCHANGED = new Light(1, 1);

    /** @throws dev.mien.InvalidInputException if a factor is outside its range */
    public Light {
        Ranges.require("brightness factor", brightness, 0, LARGEST);
        Ranges.require("contrast factor", contrast, 0, LARGEST);
    }
}
