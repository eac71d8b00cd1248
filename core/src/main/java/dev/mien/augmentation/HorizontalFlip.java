package dev.mien.augmentation;

/**
 * Mirrors the picture left to right.
 *
 * @param probability of a flip, 0 to 1
 */
public record HorizontalFlip(double probability) implements Augmentation {
    public HorizontalFlip {
        Ranges.require("probability of a flip", probability, 0, 1);
    }

    @Override
    public void addTo(DrawBuilder draw, DrawSource random) {
        if (random.uniform() < probability) {
            draw.flip();
        }
    }

    @Override
    public HorizontalFlip times(double strength) {
        return this;
    }
}
