package dev.mien.face;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import java.util.Arrays;

/** Faces drawn onto an even grey. */
public final class DrawnPicture {
    static final int GRAY = 110;

    private final int width;
    private final int height;
    private final byte[] pixels;

    public DrawnPicture(int width, int height) {
        this.width = width;
        this.height = height;
        pixels = new byte[width * height];
        Arrays.fill(pixels, (byte) GRAY);
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

    /** Where a detector has its box: from the brows to the chin of a face in such a square. */
    public static Box box(double x, double y, double side) {
        return new Box(x + 0.15 * side, y + 0.2 * side, 0.7 * side, 0.7 * side);
    }

    public RgbImage picture() {
        return RgbImage.of(GrayImage.of(width, height, pixels));
    }
}
