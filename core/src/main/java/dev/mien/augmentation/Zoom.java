package dev.mien.augmentation;

/**
 * A zoom whose factors for width and height are drawn apart, each uniform in [1 - range, 1 + range]; a factor above 1 shows more
 * of the surroundings, as in Keras.
 *
 * @param range 0 to below 1
 */
public record Zoom(double range) implements Augmentation {
    public Zoom {
        Augmentation.requireRange("zoom range", range, 0, Math.nextDown(1.0));
    }
}
