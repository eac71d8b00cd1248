package dev.mien.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * One window of the network onto a level.
 *
 * @param left of the window in the level's pixels
 * @param top likewise
 * @param width in pixels, a multiple of {@value #MULTIPLE}; may reach beyond the level
 * @param height likewise
 */
record Tile(Level level, int left, int top, int width, int height) {
    /** What the network's sides are multiples of: it halves its maps five times. */
    static final int MULTIPLE = 32;

    /** The least side that the network takes and that has so many pixels. */
    static int whole(double pixels) {
        return (int) Math.ceil(pixels / MULTIPLE) * MULTIPLE;
    }

    /** The window's pixels: all red, all green, all blue, row by row, -1 to 1; black (-1) beyond the level. */
    FloatBuffer pixels() {
        FloatBuffer target = ByteBuffer.allocateDirect(AreaSampler.CHANNELS * width * height * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        new AreaSampler(
                        level.picture(),
                        AreaAxis.of(level.picture().width(), level.width(), left, width),
                        AreaAxis.of(level.picture().height(), level.height(), top, height))
                .put(target, width, height);
        return target;
    }

    /** Whether a face, in the window's pixels, is cut by no side of the window behind which the level goes on. */
    boolean owns(Box box) {
        return (left == 0 || box.x() >= 0)
                && (top == 0 || box.y() >= 0)
                && (left + width >= level.width() || box.right() <= width)
                && (top + height >= level.height() || box.bottom() <= height);
    }

    /** A face of the window in pixels of the picture. */
    Face toPicture(Face face) {
        Box box = face.box();
        Point corner = toPicture(new Point(box.x(), box.y()));
        List<Point> points =
                face.keypoints().list().stream().map(this::toPicture).toList();
        return new Face(
                new Box(corner.x(), corner.y(), box.width() / level.scaleX(), box.height() / level.scaleY()),
                Keypoints.of(points),
                face.score());
    }

    private Point toPicture(Point point) {
        return new Point((point.x() + left) / level.scaleX(), (point.y() + top) / level.scaleY());
    }
}
