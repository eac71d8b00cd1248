package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * The chunks of an AVI file (Microsoft's AVI RIFF File Reference). Each begins with its name and its length. FFmpeg
 * searches for the next chunk behind a destroyed one without a word, and the later pictures move forward.
 */
final class AviChunks {
    private static final int HEADER = 8;
    private static final int LIST_HEADER = 12;
    private static final int MICROSECONDS = 32;
    private static final double SECOND = 1e6;

    /** Names of the chunks between which pictures and sound stand. */
    private static final String USUAL = "\\d\\d[a-z]{2}|LIST|JUNK|idx1|ix\\d\\d|RIFF";

    private final FileChannel file;
    private final long length;
    private final double seconds;
    private long pictures;

    private AviChunks(FileChannel file) throws IOException {
        this.file = file;
        this.length = file.size();
        seconds = Integer.toUnsignedLong(at(MICROSECONDS, Integer.BYTES).getInt(0)) / SECOND;
    }

    static boolean isAvi(ByteBuffer start) {
        return text(start, 0).equals("RIFF") && text(start, 8).equals("AVI ");
    }

    /** The time in seconds at which one chunk does not follow another; empty if all do, up to the file's end. */
    static OptionalDouble firstGap(FileChannel file) throws IOException {
        return file.size() < MICROSECONDS + Integer.BYTES
                ? OptionalDouble.empty()
                : new AviChunks(file).firstGapInFile();
    }

    /** A large file has several RIFF chunks (OpenDML). What stands behind them is not Mien's business. */
    private OptionalDouble firstGapInFile() throws IOException {
        long place = 0;
        while (text(at(place, HEADER), 0).equals("RIFF")) {
            long end = end(place);
            OptionalDouble gap = firstGap(place + LIST_HEADER, end);
            if (gap.isPresent() || end >= length) {
                return gap;
            }
            place = end;
        }
        return OptionalDouble.empty();
    }

    private OptionalDouble firstGap(long begin, long end) throws IOException {
        long place = begin;
        while (place + HEADER <= Math.min(end, length)) {
            ByteBuffer chunk = at(place, LIST_HEADER);
            long next = end(place);
            if (!isName(chunk) || next > end) {
                return OptionalDouble.of(pictures * seconds);
            }
            String kind = text(chunk, 0).equals("LIST") ? text(chunk, HEADER) : "";
            if (kind.equals("movi") || kind.equals("rec ")) {
                OptionalDouble gap = firstGap(place + LIST_HEADER, next);
                if (gap.isPresent()) {
                    return gap;
                }
            }
            pictures += text(chunk, 0).matches("\\d\\dd[bc]") ? 1 : 0;
            place = next;
        }
        return OptionalDouble.empty();
    }

    /**
     * The place behind a chunk. Chunks begin at even places, but some writers do not fill them up. The length of a list
     * that is still written is 0.
     */
    private long end(long place) throws IOException {
        ByteBuffer head = at(place, HEADER);
        long size = Integer.toUnsignedLong(head.getInt(4));
        boolean isList = text(head, 0).equals("RIFF") || text(head, 0).equals("LIST");
        if (isList && size == 0) {
            return length;
        }
        long end = place + HEADER + size;
        boolean isFilled =
                size % 2 == 1 && end < length && !text(at(end, HEADER), 0).matches(USUAL);
        return isFilled ? end + 1 : end;
    }

    private static boolean isName(ByteBuffer chunk) {
        return text(chunk, 0).matches("[ -~]{4}");
    }

    private ByteBuffer at(long place, int count) throws IOException {
        return PacketGaps.read(file, ByteBuffer.allocate(count), place).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String text(ByteBuffer bytes, int place) {
        return place + 4 > bytes.limit() ? "" : new String(bytes.array(), place, 4, StandardCharsets.ISO_8859_1);
    }
}
