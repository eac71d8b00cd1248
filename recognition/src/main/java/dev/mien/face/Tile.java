package dev.mien.face;

import dev.mien.image.RgbImage;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * One window of the network onto a level.
 *
 * @param left of the window in the level's pixels; below 0 where the level is narrower, so that it stands in the middle
 * @param top likewise
 */
record Tile(Level level, int left, int top) {
    /** Side of the window, in pixels. */
    static final int SIDE = 192;

    /** Numbers of one window: {@value RgbImage#CHANNELS} x {@value #SIDE} x {@value #SIDE}. */
    static final int VALUES = RgbImage.CHANNELS * SIDE * SIDE;

    /** {@code output_tensor_float_range} of MediaPipe's face_detection.pbtxt: -1 to 1. */
    private static final float HALF_RANGE = 127.5f;

    /** Puts the window's pixels: all red, all green, all blue, row by row, -1 to 1; black (-1) beside the picture. */
    void put(FloatBuffer target) {
        RgbImage picture = level.picture();
        int width = Math.min(picture.width(), SIDE);
        byte[] row = new byte[width * RgbImage.CHANNELS];
        float[] values = new float[VALUES];
        Arrays.fill(values, -1);
        int firstColumn = Math.max(left, 0);
        for (int y = Math.max(0, -top); y < SIDE && top + y < picture.height(); y++) {
            picture.copyRow(firstColumn, top + y, width, row);
            int at = y * SIDE + firstColumn - left;
            for (int i = 0; i < row.length; i++) {
                int channel = i % RgbImage.CHANNELS;
                values[channel * SIDE * SIDE + at + i / RgbImage.CHANNELS] = (row[i] & 0xff) / HALF_RANGE - 1;
            }
        }
        target.put(values);
    }

    /**
     * Whether a face, in the window's pixels, is this window's to find. Past the first level it may be neither so wide that a level
     * before finds it, nor cut by a side of the window behind which the picture goes on: a neighbour has it whole.
     */
    boolean owns(Box box) {
        if (level.whole()) {
            return true;
        }
        return Math.max(box.width(), box.height()) <= Level.OVERLAP
                && (left <= 0 || box.x() >= 0)
                && (top <= 0 || box.y() >= 0)
                && (left + SIDE >= level.picture().width() || box.right() <= SIDE)
                && (top + SIDE >= level.picture().height() || box.bottom() <= SIDE);
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
