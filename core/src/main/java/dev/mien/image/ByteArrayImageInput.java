package dev.mien.image;

import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * An array as an input of ImageIO's readers. Java's own stream over memory first copies into blocks, and may cache in a
 * file.
 */
final class ByteArrayImageInput extends ImageInputStreamImpl {
    /**
     * The most reads past the end. Some readers take a missing byte for a zero and go on for as many pixels as a
     * damaged file claims.
     */
    private static final int PATIENCE = 1000;

    private final byte[] bytes;
    private final int padding;
    private int readsPastEnd;

    /** @param padding number of zeros after the bytes, for a reader that looks ahead */
    ByteArrayImageInput(byte[] bytes, int padding) {
        this.bytes = bytes;
        this.padding = padding;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        if (streamPos < bytes.length) {
            return bytes[(int) streamPos++] & 0xff;
        }
        if (streamPos < (long) bytes.length + padding) {
            streamPos++;
            return 0;
        }
        return end();
    }

    private int end() throws IOException {
        readsPastEnd++;
        if (readsPastEnd > PATIENCE) {
            throw new IOException("its pixels go on past its end");
        }
        return -1;
    }

    /** Number of reads past the end. */
    int readsPastEnd() {
        return readsPastEnd;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        bitOffset = 0;
        if (streamPos >= (long) bytes.length + padding) {
            return end();
        }
        int count = (int) Math.min(length, (long) bytes.length + padding - streamPos);
        int stored = (int) Math.max(0, Math.min(count, bytes.length - streamPos));
        System.arraycopy(bytes, (int) Math.min(streamPos, bytes.length), target, offset, stored);
        Arrays.fill(target, offset + stored, offset + count, (byte) 0);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
