package dev.mien.augmentation;

/** Draws one augmentation after the other into what will be one {@link Draw}. */
final class DrawBuilder {
    private final int width;
    private final int height;
    private double shiftX;
    private double shiftY;
    private double zoomX = 1;
    private double zoomY = 1;
    private double rotation;
    private boolean flip;

    DrawBuilder(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void add(Augmentation augmentation, DrawSource random) {
        if (augmentation instanceof HorizontalFlip chance) {
            flip ^= random.uniform() < chance.probability();
        } else if (augmentation instanceof Shift shift) {
            shiftX += random.symmetric() * shift.horizontal() * width;
            shiftY += random.symmetric() * shift.vertical() * height;
        } else if (augmentation instanceof Zoom zoom) {
            zoomX *= 1 + random.symmetric() * zoom.range();
            zoomY *= 1 + random.symmetric() * zoom.range();
        } else if (augmentation instanceof Rotation turn) {
            rotation += random.symmetric() * Math.toRadians(turn.degrees());
        } else {
            throw new IllegalStateException("no draw is written for " + augmentation);
        }
    }

    Draw build() {
        return new Draw(shiftX, shiftY, zoomX, zoomY, rotation, flip);
    }
}
