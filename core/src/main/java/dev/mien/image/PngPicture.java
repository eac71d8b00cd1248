package dev.mien.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/** Decodes PNG (PNG specification, third edition) with Java's reader, which ignores colour profiles and orientation. */
final class PngPicture {
    private static final int HEADER = 8;
    /** Length, type and checksum of a chunk. */
    private static final int AROUND = 12;
    /** The most bytes that deflate packs into one. */
    private static final int MOST_INFLATION = 1032;

    private static final int LARGEST_PROFILE = 1 << 22;

    private final PictureFile file;
    private final ByteBuffer buffer;
    private long data;
    private Optional<ColorProfile> profile = Optional.empty();
    private ExifOrientation orientation = ExifOrientation.TOP_LEFT;

    private PngPicture(PictureFile file) {
        this.file = file;
        this.buffer = file.buffer(ByteOrder.BIG_ENDIAN);
    }

    static Samples decode(PictureFile file) throws IOException {
        return new PngPicture(file).decode();
    }

    private Samples decode() throws IOException {
        if (buffer.limit() < HEADER + AROUND + 13) {
            throw file.cutOff("the end of its header");
        }
        int width = buffer.getInt(16);
        int height = buffer.getInt(20);
        walk();
        file.requireSize(width, height);
        // A pixel takes at least one bit.
        if ((long) width * height / Byte.SIZE > data * MOST_INFLATION) {
            throw file.cutOff("the last pixel");
        }
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.PNG, file)) {
            Samples stored = BufferedSamples.of(reader.read(), profile);
            if (reader.warnedOf(warning -> true)) {
                throw file.damaged("its pixels are damaged");
            }
            return orientation.upright(stored);
        }
    }

    private void walk() {
        int next = HEADER;
        String type = "";
        while (!type.equals("IEND")) {
            if (next + AROUND > buffer.limit()) {
                throw file.cutOff("its last chunk, IEND");
            }
            int length = buffer.getInt(next);
            type = new String(file.bytes(), next + 4, 4, StandardCharsets.ISO_8859_1);
            if (length < 0) {
                throw file.damaged("its chunk " + type + " has no length");
            }
            if (length > buffer.limit() - next - AROUND) {
                throw file.cutOff("the end of its chunk " + type);
            }
            if (isUndamaged(type, next + 4, length + 4)) {
                chunk(type, next + 8, length);
            }
            next += length + AROUND;
        }
    }

    /**
     * Compares a chunk's checksum, which covers its type and its data. Java's reader does not. A damaged chunk that is
     * not needed for the pixels is left out: the first letter of its type is in lower case.
     */
    private boolean isUndamaged(String type, int start, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(file.bytes(), start, length);
        boolean isUndamaged = (int) checksum.getValue() == buffer.getInt(start + length);
        if (!isUndamaged && (Character.isUpperCase(type.charAt(0)) || type.equals("tRNS"))) {
            throw file.damaged("its chunk " + type + " does not have the checksum that it carries");
        }
        return isUndamaged;
    }

    private void chunk(String type, int start, int length) {
        if (type.equals("IDAT")) {
            data += length;
        } else if (type.equals("iCCP")) {
            profile = profile(Arrays.copyOfRange(file.bytes(), start, start + length));
        } else if (type.equals("eXIf")) {
            orientation = ExifData.orientation(Arrays.copyOfRange(file.bytes(), start, start + length));
        }
    }

    /** A name, a zero, the method of compression, and the compressed profile. A damaged profile is ignored. */
    private static Optional<ColorProfile> profile(byte[] chunk) {
        int name = 0;
        while (name < chunk.length && chunk[name] != 0) {
            name++;
        }
        int start = Math.min(name + 2, chunk.length);
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(chunk, start, chunk.length - start))) {
            return ColorProfile.of(inflated.readNBytes(LARGEST_PROFILE));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
