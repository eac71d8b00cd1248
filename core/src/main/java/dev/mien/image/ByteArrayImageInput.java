package dev.mien.image;

import java.io.IOException;
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
    private int readsPastEnd;

    ByteArrayImageInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        bitOffset = 0;
        return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xff : end();
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
        if (streamPos >= bytes.length) {
            return end();
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, target, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
