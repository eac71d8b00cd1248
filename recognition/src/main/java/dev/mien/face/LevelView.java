package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;

/**
 * A level, turned by quarters.
 *
 * @param quarters by how many quarters the view is turned clockwise against the picture, 0 to 3. A face with the same
 *     turn in the picture stands upright in the view
 */
record LevelView(Level level, int quarters) implements GlanceView {
    @Override
    public int width() {
        return quarters % 2 == 0 ? level.networkWidth() : level.networkHeight();
    }

    @Override
    public int height() {
        return quarters % 2 == 0 ? level.networkHeight() : level.networkWidth();
    }

    /** Number of values of the view. */
    int values() {
        return RgbImage.CHANNELS * width() * height();
    }

    @Override
    public void put(FloatBuffer target, int threads) {
        level.put(target, threads);
        if (quarters > 0) {
            float[] upright = new float[values()];
            target.get(0, upright);
            target.put(0, turned(upright));
        }
    }

    private float[] turned(float[] upright) {
        float[] turned = new float[upright.length];
        int levelWidth = level.networkWidth();
        int plane = width() * height();
        for (int y = 0; y < height(); y++) {
            for (int x = 0; x < width(); x++) {
                Point place = toLevel(new Point(x + 0.5, y + 0.5));
                int at = (int) place.y() * levelWidth + (int) place.x();
                for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
                    turned[channel * plane + y * width() + x] = upright[channel * plane + at];
                }
            }
        }
        return turned;
    }

    private Point toLevel(Point point) {
        return switch (quarters) {
            case 1 -> new Point(level.networkWidth() - point.y(), point.x());
            case 2 -> new Point(level.networkWidth() - point.x(), level.networkHeight() - point.y());
            case 3 -> new Point(point.y(), level.networkHeight() - point.x());
            default -> point;
        };
    }

    private Point toPicture(Point point) {
        Point place = toLevel(point);
        return new Point(place.x() / level.scaleX(), place.y() / level.scaleY());
    }

    @Override
    public Sighting toPicture(Face face) {
        Box box = face.box();
        boolean lies = quarters % 2 == 1;
        return new Sighting(
                toPicture(new Point(box.x() + box.width() / 2, box.y() + box.height() / 2)),
                box.width() / (lies ? level.scaleY() : level.scaleX()),
                box.height() / (lies ? level.scaleX() : level.scaleY()),
                quarters * Math.PI / 2,
                face.keypoints().moved(this::toPicture),
                face.score(),
                box.width());
    }
}
