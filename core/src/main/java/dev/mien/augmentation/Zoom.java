package dev.mien.augmentation;

/**
 * A zoom with independent factors for width and height, each uniform in [1 - range, 1 + range]. A factor above 1 shows
 * more of the surroundings, as in Keras.
 *
 * @param range 0 to 0.99
 */
public record Zoom(double range) implements Augmentation {
    private static final double LARGEST = 0.99;

    public Zoom {
        Ranges.require("zoom range", range, 0, LARGEST);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.zoom(1 + random.symmetric() * range, 1 + random.symmetric() * range);
    }

    @Override
    public Zoom times(double strength) {
        return new Zoom(range * strength);
    }
}
