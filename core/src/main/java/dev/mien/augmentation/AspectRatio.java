package dev.mien.augmentation;

/**
 * Changes the ratio of width to height and keeps the area shown. Distances along x are multiplied by e^u and those
 * along y are divided by it; u is uniform in [-range, range). A factor above 1 makes the picture narrower and taller.
 *
 * @param range 0 to 2: 0.08 draws factors of 0.92 to 1.08
 */
public record AspectRatio(double range) implements Augmentation {
    private static final double LARGEST = 2;

    public AspectRatio {
        Ranges.require("aspect ratio range", range, 0, LARGEST);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.stretch(StrictMath.exp(random.symmetric() * range));
    }

    @Override
    public AspectRatio times(double strength) {
        return new AspectRatio(range * strength);
    }
}
