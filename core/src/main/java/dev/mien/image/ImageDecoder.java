package dev.mien.image;

import dev.mien.InvalidInputException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Picture files to grey pixels, by the ImageIO readers on the class path. */
final class ImageDecoder {
    /** Larger pictures are refused before their pixels are read: a small file can claim any size. */
    private static final long MOST_PIXELS = 100_000_000;

    private ImageDecoder() {}

    static GrayImage decode(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InvalidInputException(file + " is not a file: give the path of a JPEG or PNG picture");
        }
        try (ImageInputStream input = ImageIO.createImageInputStream(file.toFile())) {
            return decode(file.toString(), input);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw undecodable(file.toString(), e);
        }
    }

    static GrayImage decode(String name, byte[] file) {
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            return decode(name, input);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw undecodable(name, e);
        }
    }

    private static InvalidInputException undecodable(String name, Exception e) {
        return new InvalidInputException(name + " cannot be decoded (" + e.getMessage() + "): replace or remove it", e);
    }

    /** @param source what the bytes came from, for messages */
    static GrayImage decode(String source, ImageInputStream input) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        if (!readers.hasNext()) {
            throw new InvalidInputException(source + " is neither a JPEG nor a PNG picture: replace or remove it");
        }
        ImageReader reader = readers.next();
        try {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw new InvalidInputException(source + " claims " + width + "x" + height + " pixels, at most "
                        + MOST_PIXELS + " are read: make it smaller");
            }
            return GrayImage.owning(width, height, gray(reader.read(0)));
        } finally {
            reader.dispose();
        }
    }

    private static byte[] gray(BufferedImage image) {
        boolean isGray = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        return isGray ? firstBand(image) : luma(image);
    }

    /** The samples as they are: {@code getRGB} would bend a grey picture's tones by a conversion of gamma. */
    private static byte[] firstBand(BufferedImage image) {
        Raster raster = image.getRaster();
        int[] samples = raster.getSamples(0, 0, image.getWidth(), image.getHeight(), 0, (int[]) null);
        int surplusBits = raster.getSampleModel().getSampleSize(0) - Byte.SIZE;
        byte[] pixels = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            pixels[i] = (byte) (samples[i] >> Math.max(surplusBits, 0));
        }
        return pixels;
    }

    private static byte[] luma(BufferedImage image) {
        int width = image.getWidth();
        byte[] pixels = new byte[width * image.getHeight()];
        int[] line = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                pixels[y * width + x] = luma(line[x]);
            }
        }
        return pixels;
    }

    private static byte luma(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
    }
}
