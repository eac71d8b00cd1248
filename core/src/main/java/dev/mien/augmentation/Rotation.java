package dev.mien.augmentation;

/**
 * A rotation about the centre, uniform in both directions.
 *
 * @param degrees largest angle, 0 to 180
 */
public record Rotation(double degrees) implements Augmentation {
    public Rotation {
        Ranges.require("rotation", degrees, 0, 180);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        draw.rotate(random.symmetric() * Math.toRadians(degrees));
    }

    @Override
    public Rotation times(double strength) {
        return new Rotation(degrees * strength);
    }
}
