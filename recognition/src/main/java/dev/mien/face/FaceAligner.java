package dev.mien.face;

import dev.mien.InvalidInputException;
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
     * A square in a picture.
     *
     * @param centre in pixels of the picture
     * @param side in pixels
     * @param angle by which it is turned clockwise, in radians
     */
    public record Frame(Point centre, double side, double angle) {
        /** Checks the side. */
        public Frame {
            if (!(side > 0 && Double.isFinite(side + angle + centre.x() + centre.y()))) {
                throw new InvalidInputException("a frame of " + side + " pixels, turned by " + angle + ", at "
                        + centre.x() + ", " + centre.y() + " is invalid: expected numbers, and a side above 0");
            }
        }

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

    /**
     * Cuts out a frame in colour.
     *
     * @param pixels along a side of the result
     * @return all red, then all green, then all blue, each row by row, 0 to 255
     */
    public static float[] colors(RgbImage picture, Frame frame, int pixels) {
        return new FrameSampler(picture, PicturePatch.Content.COLORS, frame, pixels, pixels).pixels();
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
