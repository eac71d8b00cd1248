package dev.mien.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes WebP (RFC 9649), lossy and lossless, and the first frame of an animation, with TwelveMonkeys' reader. The
 * colour profile is cut out first, because the reader rejects a picture with a damaged profile.
 */
final class WebpPicture {
    private static final int RIFF_HEADER = 8;
    private static final int CHUNK_HEADER = 8;
    private static final int FRAME_HEADER = 16;
    /**
     * Zeros for a reader that looks eight bytes ahead. It asks for them anew at each pixel, also at a pixel that takes
     * no bit. A reader that comes to their end has read missing pixels.
     */
    private static final int AHEAD = 8;

    /** The reader of lossy files retries at each bit of the last bytes. More missing bytes were read as zeros. */
    private static final int RETRIES = 64;

    /** Side of a macroblock in a lossy file, in pixels. */
    private static final int BLOCK = 16;

    /** The modes of a macroblock take 2.7 bits at least, by their fixed probabilities (RFC 6386, section 11.2). */
    private static final int LEAST_BITS_OF_A_BLOCK = 2;

    /** The place of the flags in the first chunk of an extended file. */
    private static final int FLAGS = 20;

    private static final String EXTENDED = "VP8X";
    private static final int PROFILE_FLAG = 0x20;
    private static final int SIDE_14_BITS = 0x3fff;
    private static final String EXIF_PREFIX = "Exif\0\0";

    private final PictureFile file;
    private final ByteBuffer buffer;
    private boolean isLossless;
    private int profileChunk = -1;
    private Optional<ColorProfile> profile = Optional.empty();
    private ExifOrientation orientation = ExifOrientation.TOP_LEFT;

    private WebpPicture(PictureFile file) {
        this.file = file;
        this.buffer = file.buffer(ByteOrder.LITTLE_ENDIAN);
    }

    static Samples decode(PictureFile file) throws IOException {
        return new WebpPicture(file).decode();
    }

    private Samples decode() throws IOException {
        long claimed = RIFF_HEADER + Integer.toUnsignedLong(buffer.getInt(4));
        if (claimed > buffer.limit()) {
            throw file.cutOff("the " + claimed + " that it claims to have");
        }
        walk(RIFF_HEADER + 4, (int) claimed);
        try (ImageIoReader reader = ImageIoReader.open(ImageIoReader.WEBP, withoutProfile(), AHEAD)) {
            file.requireSize(reader.width(), reader.height());
            Samples stored = BufferedSamples.of(reader.read(), profile);
            if (reader.readsPastEnd() > (isLossless ? 0 : RETRIES)) {
                throw file.cutOff("the last pixel");
            }
            return orientation.upright(stored);
        }
    }

    /** Clears the flag that announces a profile, if there are flags, and renames the chunk that holds it. */
    private PictureFile withoutProfile() {
        if (profileChunk < 0) {
            return file;
        }
        byte[] bytes = file.bytes().clone();
        if (PictureFormat.startsWith(bytes, RIFF_HEADER + 4, EXTENDED)) {
            bytes[FLAGS] &= ~PROFILE_FLAG;
        }
        Arrays.fill(bytes, profileChunk, profileChunk + 4, (byte) 'x');
        return file.with(bytes);
    }

    private void walk(int from, int end) {
        int next = from;
        while (next + CHUNK_HEADER <= end) {
            String type = new String(file.bytes(), next, 4, StandardCharsets.ISO_8859_1);
            long length = Integer.toUnsignedLong(buffer.getInt(next + 4));
            int start = next + CHUNK_HEADER;
            if (start + length > end) {
                throw file.cutOff("the end of its chunk " + type.strip());
            }
            chunk(type, start, (int) length);
            next = (int) Math.min(start + length + (length & 1), end);
        }
    }

    private void chunk(String type, int start, int length) {
        switch (type) {
            case "VP8 " -> lossy(start, length);
            case "VP8L" -> lossless(start, length);
            case "ANMF" -> walk(start + Math.min(FRAME_HEADER, length), start + length);
            case "ICCP" -> {
                profile = ColorProfile.of(content(start, length));
                profileChunk = start - CHUNK_HEADER;
            }
            case "EXIF" -> orientation = ExifData.orientation(exif(content(start, length)));
            default -> {}
        }
    }

    private byte[] content(int start, int length) {
        return Arrays.copyOfRange(file.bytes(), start, start + length);
    }

    private static byte[] exif(byte[] chunk) {
        return PictureFormat.startsWith(chunk, 0, EXIF_PREFIX)
                ? Arrays.copyOfRange(chunk, EXIF_PREFIX.length(), chunk.length)
                : chunk;
    }

    /** A frame may claim another size than the file's header. The reader reserves memory by the frame's size. */
    private void lossy(int start, int length) {
        if (length < 10) {
            throw file.damaged("its chunk VP8 is too short");
        }
        int width = buffer.getShort(start + 6) & SIDE_14_BITS;
        int height = buffer.getShort(start + 8) & SIDE_14_BITS;
        file.requireSize(width, height);
        long blocks = (width + BLOCK - 1L) / BLOCK * ((height + BLOCK - 1L) / BLOCK);
        if (blocks * LEAST_BITS_OF_A_BLOCK / Byte.SIZE > length) {
            throw file.cutOff("the last pixel");
        }
    }

    private void lossless(int start, int length) {
        if (length < 5) {
            throw file.damaged("its chunk VP8L is too short");
        }
        isLossless = true;
        int sides = buffer.getInt(start + 1);
        int width = (sides & SIDE_14_BITS) + 1;
        int height = (sides >> 14 & SIDE_14_BITS) + 1;
        file.requireSize(width, height);
        file.requireDense(width, height);
    }
}
