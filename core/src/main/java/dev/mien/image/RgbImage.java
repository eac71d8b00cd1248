package dev.mien.image;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** A colour picture in sRGB: red, green and blue of each pixel as unsigned bytes, row by row. Immutable. */
public final class RgbImage {
    /** Number of values of one pixel. */
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

    /**
     * Decodes a JPEG, PNG, WebP, GIF, BMP, TIFF, HEIC or AVIF file: of several frames the first, of several pages the
     * first, of a HEIC or AVIF file the main picture. The content decides the format, not the name. The picture becomes
     * upright by EXIF's orientation or by HEIC's own, sRGB by its embedded profile, eight bits by rounding, and white
     * where it is transparent. HEIC and AVIF need the module mien-media, which has FFmpeg.
     *
     * @throws InvalidInputException if the file is absent, cut off, damaged, not a picture, or larger than
     *     {@link DecodingOptions#DEFAULT} allows
     */
    public static RgbImage read(Path file) {
        return read(file, DecodingOptions.DEFAULT);
    }

    /**
     * Whether a file is a picture in a format that is decoded, and not first of all a sequence of pictures.
     *
     * @param start its first bytes, at least 64 if it has as many
     */
    public static boolean isPicture(byte[] start) {
        return PictureFormat.of(start).isPresent() && !isSequence(start);
    }

    /**
     * Whether a file is a sequence of HEIC or AVIF pictures in time. The picture that stands for all of them is
     * decoded.
     *
     * @param start its first bytes, at least 64 if it has as many
     */
    public static boolean isSequence(byte[] start) {
        return HeifBrand.isSequence(start);
    }

    /** Decodes a file as {@link #read(Path)} does, with other limits. */
    public static RgbImage read(Path file, DecodingOptions options) {
        return ImageDecoder.read(file, options).rgb();
    }

    /**
     * Decodes a file as {@link #read(Path)} does, for programs that read many pictures at once.
     *
     * @param claimed gets the number of pixels that the file claims, before memory is taken for them. It may wait until
     *     there is room. It may be called again with a larger number
     */
    public static RgbImage read(Path file, LongConsumer claimed) {
        return ImageDecoder.read(file, DecodingOptions.DEFAULT, claimed).rgb();
    }

    /**
     * Decodes the bytes of a file, as {@link #read(Path)} does.
     *
     * @param name the picture's name in messages
     */
    public static RgbImage decode(String name, byte[] file) {
        return decode(name, file, DecodingOptions.DEFAULT);
    }

    /** Decodes the bytes of a file as {@link #decode(String, byte[])} does, with other limits. */
    public static RgbImage decode(String name, byte[] file, DecodingOptions options) {
        return ImageDecoder.decode(name, file, options).rgb();
    }

    /**
     * Decodes the bytes of a file as {@link #decode(String, byte[])} does, for programs that read many pictures at
     * once.
     *
     * @param claimed as in {@link #read(Path, LongConsumer)}
     */
    public static RgbImage decode(String name, byte[] file, DecodingOptions options, LongConsumer claimed) {
        return ImageDecoder.decode(name, file, options, claimed).rgb();
    }

    /**
     * Decodes a file from a stream, as {@link #read(Path)} does. It reads the stream to its end or to the limits, and
     * does not close it.
     *
     * @param name what messages call the picture
     * @throws IOException if the stream fails
     */
    public static RgbImage decode(String name, InputStream file) throws IOException {
        return decode(name, file, DecodingOptions.DEFAULT);
    }

    /** Decodes a file from a stream as {@link #decode(String, InputStream)} does, with other limits. */
    public static RgbImage decode(String name, InputStream file, DecodingOptions options) throws IOException {
        return ImageDecoder.decode(name, file, options).rgb();
    }

    /** A grey picture with its value in all three channels. */
    public static RgbImage of(GrayImage picture) {
        byte[] gray = new byte[picture.width() * picture.height()];
        picture.copyPixels(gray, 0);
        byte[] pixels = new byte[Math.multiplyExact(gray.length, CHANNELS)];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = gray[i / CHANNELS];
        }
        return owning(picture.width(), picture.height(), pixels);
    }

    /**
     * Converts a {@code BufferedImage} to sRGB, with white behind transparency. The values equal those of its decoded
     * file.
     */
    public static RgbImage of(BufferedImage picture) {
        return BufferedSamples.of(picture).rgb();
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

    /** Copies all {@code width * height * 3} values into {@code target}, from its start. */
    public void copyPixels(byte[] target) {
        System.arraycopy(pixels, 0, target, 0, pixels.length);
    }

    /** The luma of every pixel by ITU-R BT.601, rounded: 0.299 R + 0.587 G + 0.114 B. */
    public GrayImage gray() {
        byte[] gray = new byte[width * height];
        for (int i = 0, next = 0; i < gray.length; i++, next += CHANNELS) {
            gray[i] = luma(pixels[next] & 0xff, pixels[next + 1] & 0xff, pixels[next + 2] & 0xff);
        }
        return GrayImage.owning(width, height, gray);
    }

    static byte luma(int red, int green, int blue) {
        return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }

    /** A copy as a {@link BufferedImage} of type {@link BufferedImage#TYPE_3BYTE_BGR}. */
    public BufferedImage toBufferedImage() {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < target.length; i += CHANNELS) {
            target[i] = pixels[i + 2];
            target[i + 1] = pixels[i + 1];
            target[i + 2] = pixels[i];
        }
        return picture;
    }

    /** This picture at another size, as {@link GrayImage#resized} does it in each channel. */
    public RgbImage resized(int newWidth, int newHeight) {
        if (newWidth == width && newHeight == height) {
            return this;
        }
        return owning(newWidth, newHeight, new Resampling(width, height, CHANNELS).resize(pixels, newWidth, newHeight));
    }
}
