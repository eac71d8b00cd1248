package dev.mien.face;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.Arrays;

/** Faces drawn onto an even grey, or onto a background. */
public final class DrawnPicture {
    static final int GRAY = 110;

    /** How many times as large a turned face is drawn as it stands in the picture. */
    private static final int FINER = 3;

    private final int width;
    private final int height;
    private final byte[] pixels;

    public DrawnPicture(int width, int height) {
        this(width, height, new byte[width * height]);
        Arrays.fill(pixels, (byte) GRAY);
    }

    private DrawnPicture(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /** Faces are drawn onto this picture. */
    public static DrawnPicture onto(GrayImage background) {
        byte[] pixels = new byte[background.width() * background.height()];
        background.copyPixels(pixels, 0);
        return new DrawnPicture(background.width(), background.height(), pixels);
    }

    /**
     * Puts a face.
     *
     * @param side of the square that it is drawn in; the face fills it
     */
    public DrawnPicture with(int x, int y, int side, long seed) {
        byte[] face = SyntheticFaces.drawImage(Emotion.NEUTRAL, seed, side);
        for (int row = 0; row < side; row++) {
            System.arraycopy(face, row * side, pixels, (y + row) * width + x, side);
        }
        return this;
    }

    /**
     * Puts a face in a round piece of its drawing, turned. What lies beyond the picture is cut off.
     *
     * @param centreX of the drawing, which may lie beyond the picture
     * @param centreY likewise
     * @param side of the drawing
     * @param degrees by how much it is turned clockwise
     */
    public DrawnPicture turned(Emotion emotion, long seed, double centreX, double centreY, int side, double degrees) {
        int large = FINER * side;
        byte[] face = SyntheticFaces.drawImage(emotion, seed, large);
        double cosine = Math.cos(Math.toRadians(degrees));
        double sine = Math.sin(Math.toRadians(degrees));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double across = x + 0.5 - centreX;
                double down = y + 0.5 - centreY;
                if (Math.hypot(across, down) < side / 2.0 - 1) {
                    double u = (across * cosine + down * sine) * FINER + large / 2.0;
                    double v = (down * cosine - across * sine) * FINER + large / 2.0;
                    pixels[y * width + x] = (byte) mean(face, large, u, v);
                }
            }
        }
        return this;
    }

    /** The mean of {@value #FINER} x {@value #FINER} pixels around a place. */
    private static int mean(byte[] face, int side, double u, double v) {
        int sum = 0;
        for (int i = 0; i < FINER * FINER; i++) {
            int x = within(u + i % FINER - FINER / 2.0 + 0.5, side);
            int y = within(v + i / FINER - FINER / 2.0 + 0.5, side);
            sum += face[y * side + x] & 0xff;
        }
        return sum / (FINER * FINER);
    }

    private static int within(double place, int side) {
        return (int) Math.max(0, Math.min(side - 1, place));
    }

    /** Where a detector has its box: from the forehead to the chin of a face in such a square. */
    public static Box box(double x, double y, double side) {
        return new Box(x + 0.15 * side, y + 0.1 * side, 0.7 * side, 0.85 * side);
    }

    public RgbImage picture() {
        return RgbImage.of(GrayImage.of(width, height, pixels));
    }
}
