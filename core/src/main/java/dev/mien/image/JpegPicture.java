package dev.mien.image;

import java.io.IOException;
import java.util.List;
import javax.imageio.IIOException;

/** Decodes JPEG with Java's reader, which suits nearly all files, and the rest with TwelveMonkeys'. */
final class JpegPicture {
    private static final int BLOCK = 64;

    /** Warnings of the readers about missing pixels. libjpeg goes on and leaves them grey. */
    private static final List<String> MISSING = List.of("premature end", "Premature end", "EOF", "truncated");

    private static final String NO_END = "Missing EOI";

    private static final List<String> DAMAGED = List.of("bad Huffman code", "instead of RST");

    private JpegPicture() {}

    static Samples decode(PictureFile file) throws IOException {
        JpegHeader header = JpegHeader.of(file);
        file.requireSize(header.width(), header.height());
        requireData(file, header);
        boolean isPlain = header.isCommon() && (header.components() == 1 || header.components() == RgbImage.CHANNELS);
        Samples stored = isPlain ? plain(file, header) : other(file);
        return header.orientation().upright(stored);
    }

    /**
     * In a sequential file each block of 8 x 8 pixels takes at least two bits. In a progressive file its mean takes at
     * least one bit.
     */
    private static void requireData(PictureFile file, JpegHeader header) {
        JpegScans.requireFew(file, header);
        if (header.isCommon()) {
            long blocks = (long) header.width() * header.height() / BLOCK;
            if (file.bytes().length - header.scan() < blocks / (header.isProgressive() ? 8 : 4)) {
                throw file.cutOff("the last pixel");
            }
        }
    }

    private static Samples plain(PictureFile file, JpegHeader header) throws IOException {
        int channels = header.components();
        byte[] pixels = new byte[Math.multiplyExact(header.width() * header.height(), channels)];
        Samples samples = new Samples(header.width(), header.height(), channels, pixels);
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.JPEG, header.withoutProfile())) {
            reader.read(samples);
            refuseMissing(file, header.isProgressive(), reader);
        } catch (IIOException e) {
            return other(file);
        }
        if (channels == RgbImage.CHANNELS) {
            ColorProfile.of(header.profile())
                    .ifPresent(profile -> profile.toSrgb(header.width(), header.height(), pixels));
        }
        return samples;
    }

    /** Four colours, twelve bits, lossless and arithmetic coding, as far as TwelveMonkeys' reader supports them. */
    private static Samples other(PictureFile file) throws IOException {
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.LENIENT_JPEG, file)) {
            file.requireSize(reader.width(), reader.height());
            Samples samples = BufferedSamples.of(reader.read());
            refuseMissing(file, true, reader);
            return samples;
        } catch (IIOException e) {
            throw hasEnd(file) ? file.damaged(e) : file.cutOff("the last pixel");
        }
    }

    private static boolean hasEnd(PictureFile file) {
        byte[] bytes = file.bytes();
        for (int i = bytes.length - 1; i > 0; i--) {
            if (bytes[i] == (byte) 0xd9 && bytes[i - 1] == (byte) 0xff) {
                return true;
            }
        }
        return false;
    }

    /** @param needsEnd whether a file without an end mark lacks pixels; a sequential file may be complete without it */
    private static void refuseMissing(PictureFile file, boolean needsEnd, ImageIoReader reader) {
        boolean isCut = reader.warnedOf(
                warning -> MISSING.stream().anyMatch(warning::contains) || needsEnd && warning.contains(NO_END));
        if (isCut) {
            throw file.cutOff("the last pixel");
        }
        if (reader.warnedOf(warning -> DAMAGED.stream().anyMatch(warning::contains))) {
            throw file.damaged("its pixels are damaged");
        }
    }
}
