package dev.mien.face;

import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;

/**
 * Cuts a face out as FER2013 frames its faces, levelled by the eyes, so that a network sees what it was trained on.
 * Grey levels are luma by ITU-R BT.601. The picture's border is repeated beyond it.
 *
 * <p>The frame was measured in FER2013's 48 x 48 pixels, on 3,000 random rows. {@link CenterFaceDetector} finds a face
 * in 2,275 of them. The mean of its box's width and height is 39.5 pixels (geometric mean), and the box's centre is at
 * 24.0, 24.5. {@code benchmarks/recognition} repeats the measurement.
 */
public final class FaceAligner {
    /** The frame's side, in sizes of the face's box: the mean of its width and height. */
    static final double SIDE = 48 / 39.5;

    /** How far above the centre of the box the frame's centre stands, in sizes of the box. */
    static final double RISE = 0.5 / 39.5;

    private FaceAligner() {}

    /**
     * The place of a face's frame in the picture.
     *
     * @param side in pixels
     * @param angle by which it is turned clockwise, in radians
     */
    record Frame(Point centre, double side, double angle) {
        static Frame of(Face face) {
            Box box = face.box();
            double size = (box.width() + box.height()) / 2;
            double angle = FaceTurn.of(face.keypoints(), box.width()).orElse(0);
            double rise = RISE * size;
            double x = box.x() + box.width() / 2 + rise * Math.sin(angle);
            double y = box.y() + box.height() / 2 - rise * Math.cos(angle);
            return new Frame(new Point(x, y), SIDE * size, angle);
        }
    }

    /**
     * Cuts out a face.
     *
     * @param width of the result in pixels
     * @param height of the result in pixels; the frame is square, so a height unlike the width stretches it
     */
    public static GrayImage align(RgbImage picture, Face face, int width, int height) {
        return cut(picture, Frame.of(face), width, height);
    }

    static GrayImage cut(RgbImage picture, Frame frame, int width, int height) {
        float[] levels = new FrameSampler(picture, PicturePatch.Content.LUMA, frame, width, height).pixels();
        byte[] pixels = new byte[levels.length];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (levels[i] + 0.5f);
        }
        return GrayImage.of(width, height, pixels);
    }
}
