package dev.mien.image;

import java.io.IOException;
import java.util.List;
import javax.imageio.IIOException;

/** JPEG: by Java's reader where it is right, which is nearly always, and by TwelveMonkeys' where it is not. */
final class JpegPicture {
    /** More scans than any encoder writes; each is put out over the whole picture, so that a small file could take hours. */
    private static final int MOST_SCANS = 200;

    private static final int BLOCK = 64;

    /** What the readers say when pixels are missing; libjpeg goes on and leaves them grey. */
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

    /** In a sequential file each block of 8 x 8 pixels takes two bits at least; a progressive one names its scans. */
    private static void requireData(PictureFile file, JpegHeader header) {
        if (header.isProgressive()) {
            requireFewScans(file, header);
        } else if (header.isCommon()) {
            long blocks = (long) header.width() * header.height() / BLOCK;
            if (file.bytes().length - header.scan() < blocks / 4) {
                throw file.cutOff("the last pixel");
            }
        }
    }

    private static void requireFewScans(PictureFile file, JpegHeader header) {
        byte[] bytes = file.bytes();
        int scans = 0;
        for (int i = header.scan(); i + 1 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xda) {
                scans++;
            }
        }
        if (scans > MOST_SCANS) {
            throw file.damaged("it has " + scans + " scans, at most " + MOST_SCANS + " are read");
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

    /** Four colours, twelve bits, lossless, arithmetic coding: what TwelveMonkeys' reader knows of them. */
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

    /** @param needsEnd whether a file without an end mark lacks pixels; a sequential one may have all of them */
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
