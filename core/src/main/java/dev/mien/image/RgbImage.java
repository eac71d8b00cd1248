package dev.mien.image;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;

/** A picture in colour: red, green and blue of one pixel after the other as unsigned bytes, row by row (sRGB). Immutable. */
public final class RgbImage {
    /** Values of one pixel. */
    public static final int CHANNELS = 3;

    private final int width;
    private final int height;
    private final byte[] pixels;

    private RgbImage(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * Copies the pixels.
     *
     * @param pixels {@code width * height * 3} unsigned bytes, row by row: red, green, blue, red, ...
     */
    public static RgbImage of(int width, int height, byte[] pixels) {
        return owning(width, height, pixels.clone());
    }

    /** A grey picture, its value in all three channels. */
    public static RgbImage of(GrayImage picture) {
        byte[] gray = new byte[picture.width() * picture.height()];
        picture.copyPixels(gray, 0);
        byte[] pixels = new byte[Math.multiplyExact(gray.length, CHANNELS)];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = gray[i / CHANNELS];
        }
        return owning(picture.width(), picture.height(), pixels);
    }

    /** A picture of Java's, by its {@code getRGB}; transparency is left aside. */
    public static RgbImage of(BufferedImage picture) {
        int width = picture.getWidth();
        byte[] pixels = new byte[Math.multiplyExact(Math.multiplyExact(width, picture.getHeight()), CHANNELS)];
        int[] line = new int[width];
        int next = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            picture.getRGB(0, y, width, 1, line, 0, width);
            for (int rgb : line) {
                pixels[next++] = (byte) (rgb >> 16);
                pixels[next++] = (byte) (rgb >> 8);
                pixels[next++] = (byte) rgb;
            }
        }
        return owning(width, picture.getHeight(), pixels);
    }

    /** Takes over the array without a copy. */
    static RgbImage owning(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || pixels.length != (long) width * height * CHANNELS) {
            throw new InvalidInputException(pixels.length + " values do not make a picture of " + width + "x" + height
                    + " in red, green and blue");
        }
        return new RgbImage(width, height, pixels);
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /**
     * One value of one pixel, 0 to 255.
     *
     * @param channel 0 red, 1 green, 2 blue
     */
    public int value(int x, int y, int channel) {
        return pixels[(y * width + x) * CHANNELS + channel] & 0xff;
    }

    /** Copies {@code count} pixels of row {@code y} from column {@code x}, three bytes each, into {@code target}. */
    public void copyRow(int x, int y, int count, byte[] target) {
        System.arraycopy(pixels, (y * width + x) * CHANNELS, target, 0, count * CHANNELS);
    }

    /** This picture at another size, as {@link GrayImage#resized} does it in each channel. */
    public RgbImage resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        return owning(newWidth, newHeight, new Resampling(width, height, CHANNELS).resize(pixels, newWidth, newHeight));
    }
}
