package dev.mien.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Optional;

/** Reads the pixels of a {@code BufferedImage}: eight bits, sRGB or grey, with white behind transparency. */
final class BufferedSamples {
    private static final int WHITE = 255;

    private BufferedSamples() {}

    static Samples of(BufferedImage image) {
        return of(image, ColorProfile.of(image.getColorModel().getColorSpace()));
    }

    /** @param profile converts the colours to sRGB */
    static Samples of(BufferedImage image, Optional<ColorProfile> profile) {
        ColorModel model = image.getColorModel();
        boolean hasComponents = model instanceof ComponentColorModel && !model.isAlphaPremultiplied();
        int type = image.getRaster().getTransferType();
        boolean isUnsigned = type == DataBuffer.TYPE_BYTE || type == DataBuffer.TYPE_USHORT;
        if (!hasComponents || !isUnsigned) {
            return byColorModel(image, profile);
        }
        int colors = model.getNumColorComponents();
        if (colors == Samples.GRAY && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            return byBands(image, Samples.GRAY, Optional.empty());
        }
        boolean isRgb = colors == RgbImage.CHANNELS && model.getColorSpace().getType() == ColorSpace.TYPE_RGB;
        return isRgb ? byBands(image, RgbImage.CHANNELS, profile) : byColorModel(image, Optional.empty());
    }

    /** The raw samples. {@code getRGB} would change a grey picture's tones by a gamma conversion. */
    private static Samples byBands(BufferedImage image, int channels, Optional<ColorProfile> profile) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(width * height, channels)];
        for (int channel = 0; channel < channels; channel++) {
            copyBand(image.getRaster(), channel, channel, channels, pixels);
        }
        profile.ifPresent(found -> found.toSrgb(width, height, pixels));
        if (image.getColorModel().hasAlpha()) {
            byte[] alpha = new byte[width * height];
            copyBand(image.getRaster(), channels, 0, 1, alpha);
            layOverWhite(pixels, alpha, channels);
        }
        return new Samples(width, height, channels, pixels);
    }

    private static void copyBand(Raster raster, int band, int first, int step, byte[] target) {
        boolean isInterleaved = raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte
                && raster.getSampleModel().getSampleSize(band) == Byte.SIZE
                && raster.getParent() == null;
        if (isInterleaved) {
            copyBytes(raster, (ComponentSampleModel) raster.getSampleModel(), band, first, step, target);
        } else {
            copySamples(raster, band, first, step, target);
        }
    }

    private static void copyBytes(
            Raster raster, ComponentSampleModel model, int band, int first, int step, byte[] target) {
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        int bank = model.getBankIndices()[band];
        byte[] source = buffer.getData(bank);
        int start = buffer.getOffsets()[bank] + model.getBandOffsets()[band];
        int next = first;
        for (int y = 0; y < raster.getHeight(); y++) {
            int from = start + y * model.getScanlineStride();
            for (int x = 0; x < raster.getWidth(); x++, from += model.getPixelStride(), next += step) {
                target[next] = source[from];
            }
        }
    }

    /** Other depths are scaled to 0 to 255 and rounded. */
    private static void copySamples(Raster raster, int band, int first, int step, byte[] target) {
        int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
        int[] line = new int[raster.getWidth()];
        int next = first;
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, line.length, 1, band, line);
            for (int sample : line) {
                target[next] = (byte) ((sample * WHITE + most / 2) / most);
                next += step;
            }
        }
    }

    private static void layOverWhite(byte[] pixels, byte[] alpha, int channels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = overWhite(pixels[i] & 0xff, alpha[i / channels] & 0xff);
        }
    }

    static byte overWhite(int value, int alpha) {
        return (byte) ((value * alpha + WHITE * (WHITE - alpha) + WHITE / 2) / WHITE);
    }

    /** The colours that the colour model gives to the pixels. */
    private static Samples byColorModel(BufferedImage image, Optional<ColorProfile> profile) {
        int width = image.getWidth();
        int height = image.getHeight();
        byte[] pixels = new byte[Math.multiplyExact(width * height, RgbImage.CHANNELS)];
        byte[] alpha = new byte[width * height];
        int[] line = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, line, 0, width);
            for (int x = 0; x < width; x++) {
                int place = y * width + x;
                alpha[place] = (byte) (line[x] >>> 24);
                pixels[place * RgbImage.CHANNELS] = (byte) (line[x] >> 16);
                pixels[place * RgbImage.CHANNELS + 1] = (byte) (line[x] >> 8);
                pixels[place * RgbImage.CHANNELS + 2] = (byte) line[x];
            }
        }
        if (image.getColorModel() instanceof IndexColorModel) {
            profile.ifPresent(found -> found.toSrgb(width, height, pixels));
        }
        if (image.getColorModel().hasAlpha()) {
            layOverWhite(pixels, alpha, RgbImage.CHANNELS);
        }
        return new Samples(width, height, RgbImage.CHANNELS, pixels);
    }
}
