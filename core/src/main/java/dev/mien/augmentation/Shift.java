package dev.mien.augmentation;

/**
 * A shift along each axis, uniform in both directions.
 *
 * @param horizontal largest shift as a share of the width, 0 to 1
 * @param vertical largest shift as a share of the height, 0 to 1
 */
public record Shift(double horizontal, double vertical) implements Augmentation {
    public Shift {
        Ranges.require("horizontal shift", horizontal, 0, 1);
        Ranges.require("vertical shift", vertical, 0, 1);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.shift(random.symmetric() * horizontal * draw.width(), random.symmetric() * vertical * draw.height());
    }

    @Override
    public Shift times(double strength) {
        return new Shift(horizontal * strength, vertical * strength);
    }
}
