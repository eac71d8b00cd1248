package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Single bytes of a file by their places. A part of the file is in memory. */
final class FileWindow {
    private static final int SIZE = 1 << 16;

    private final Source source;
    private final long length;
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long start;

    private interface Source {
        ByteBuffer from(long place) throws IOException;
    }

    private FileWindow(Source source, long length) {
        this.source = source;
        this.length = length;
    }

    /** @param file open as long as this is used */
    static FileWindow of(FileChannel file) throws IOException {
        return new FileWindow(place -> PacketGaps.read(file, ByteBuffer.allocate(SIZE), place), file.size());
    }

    static FileWindow of(byte[] whole) {
        return new FileWindow(
                place -> ByteBuffer.wrap(whole, (int) place, whole.length - (int) place)
                        .slice(),
                whole.length);
    }

    long length() {
        return length;
    }

    /** A byte, 0 to 255; -1 behind the end. */
    int at(long place) throws IOException {
        if (place < 0 || place >= length) {
            return -1;
        }
        if (place < start || place >= start + window.limit()) {
            window = source.from(place);
            start = place;
        }
        return place < start + window.limit() ? window.get((int) (place - start)) & 0xff : -1;
    }

    /** An unsigned number whose first byte is its lowest. Bytes behind the end are 0. */
    long little(long place, int bytes) throws IOException {
        long number = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            number = number << 8 | Math.max(0, at(place + i));
        }
        return number;
    }

    /** An unsigned number whose first byte is its highest. */
    long big(long place, int bytes) throws IOException {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | Math.max(0, at(place + i));
        }
        return number;
    }

    /** Letters; fewer at the file's end. */
    String text(long place, int letters) throws IOException {
        byte[] bytes = new byte[(int) Math.max(0, Math.min(letters, length - place))];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) at(place + i);
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
