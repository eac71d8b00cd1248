package dev.mien.image;

import dev.mien.InvalidInputException;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;

/** A grey picture of unsigned bytes, 0 (black) to 255, row by row. Immutable. */
public final class GrayImage {
    private static final long WHITE = 255;

    private final int width;
    private final int height;
    private final byte[] pixels;

    private GrayImage(int width, int height, byte[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * Copies the pixels.
     *
     * @param pixels {@code width * height} unsigned bytes, row by row
     */
    public static GrayImage of(int width, int height, byte[] pixels) {
        return owning(width, height, pixels.clone());
    }

    /** Takes over the array without a copy. */
    static GrayImage owning(int width, int height, byte[] pixels) {
        if (width < 1 || height < 1 || pixels.length != (long) width * height) {
            throw new InvalidInputException(pixels.length + " pixels do not make a picture of " + width + "x" + height);
        }
        return new GrayImage(width, height, pixels);
    }

    /**
     * Decodes a file as {@link RgbImage#read(Path)} does. A grey picture's samples stay unchanged; colour becomes luma
     * by ITU-R BT.601 (0.299 R + 0.587 G + 0.114 B).
     *
     * @throws InvalidInputException as {@link RgbImage#read(Path)}
     */
    public static GrayImage read(Path file) {
        return ImageDecoder.read(file, DecodingOptions.DEFAULT).gray();
    }

    /**
     * Decodes a picture from the bytes of its file, as {@link #read} does.
     *
     * @param name the picture's name in messages
     * @throws InvalidInputException as {@link #read}
     */
    public static GrayImage decode(String name, byte[] file) {
        return ImageDecoder.decode(name, file, DecodingOptions.DEFAULT).gray();
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** One pixel, 0 to 255. */
    public int pixel(int x, int y) {
        return pixels[y * width + x] & 0xff;
    }

    /** The pixel at a place counted row by row, 0 to 255. */
    public int pixel(int place) {
        return pixels[place] & 0xff;
    }

    /**
     * A picture of the same size with other grey values.
     *
     * @param value gives the value of each place, counted row by row and called in this order; rounded and clipped to 0
     *     to 255
     */
    public GrayImage mapped(IntToDoubleFunction value) {
        byte[] mapped = new byte[pixels.length];
        for (int i = 0; i < mapped.length; i++) {
            mapped[i] = (byte) Math.max(0, Math.min(WHITE, Math.round(value.applyAsDouble(i))));
        }
        return owning(width, height, mapped);
    }

    /** Copies the {@code width * height} pixels into {@code target} from {@code offset}. */
    public void copyPixels(byte[] target, int offset) {
        System.arraycopy(pixels, 0, target, offset, pixels.length);
    }

    /** This picture at another size: bilinear when enlarged, the weighted mean of the area (triangle) when reduced. */
    public GrayImage resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        return owning(newWidth, newHeight, new Resampling(width, height, 1).resize(pixels, newWidth, newHeight));
    }
}
