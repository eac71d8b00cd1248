package dev.mien.augmentation;

/**
 * A zoom with one factor for both axes, e^u with u uniform in [-range, range). A picture is reduced to 1/f as often as
 * it is enlarged f times. A factor above 1 shows more of the surroundings, as with {@link Zoom}.
 *
 * @param range 0 to 2: 0.18 draws factors of 0.84 to 1.20
 */
public record Scale(double range) implements Augmentation {
    private static final double LARGEST = 2;

    public Scale {
        Ranges.require("scale range", range, 0, LARGEST);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        double factor = StrictMath.exp(random.symmetric() * range);
        draw.zoom(factor, factor);
    }

    @Override
    public Scale times(double strength) {
        return new Scale(range * strength);
    }
}
