package dev.mien.augmentation;

/**
 * Factors of grey values, applied as {@link BrightnessContrast} says.
 *
 * @param brightness factor of all values, 0 to 1000
 * @param contrast factor of differences from the picture's mean, 0 to 1000
 */
public record Light(double brightness, double contrast) {
    private static final double LARGEST = 1e3;

    /** The values as they are. */
    public static final Light UNCHANGED = new Light(1, 1);

    /** @throws dev.mien.InvalidInputException if a factor is outside of its range */
    public Light {
        Ranges.require("brightness factor", brightness, 0, LARGEST);
        Ranges.require("contrast factor", contrast, 0, LARGEST);
    }
}
