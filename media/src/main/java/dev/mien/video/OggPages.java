package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The pages of an Ogg file (RFC 3533). Each holds a checksum, and the pages of a stream are numbered. FFmpeg leaves out
 * damaged pages without a word.
 */
final class OggPages {
    private static final int HEADER = 27;
    private static final int MOST_SEGMENTS = 255;
    private static final int CHECKSUM = 22;
    private static final int[] CHECKSUMS = checksums();
    private static final int POLYNOMIAL = 0x04c11db7;
    private static final int THEORA_HEADER = 42;
    private static final int VORBIS_HEADER = 16;

    private final FileChannel file;
    private final Map<Integer, Stream> streams = new HashMap<>();
    private double reached;

    /** The number of a stream's last page, and the clock of its content. */
    private record Stream(int page, Clock clock) {}

    /**
     * How a page tells its time. A stream of Theora numbers its pictures by the last whole one and, in the lowest bits,
     * the number of pictures since.
     *
     * @param rate in ticks a second; 0 if unknown
     */
    private record Clock(double rate, int shift) {
        double seconds(long position) {
            boolean isKnown = rate > 0 && position >= 0;
            return isKnown ? ((position >> shift) + (position & (1L << shift) - 1)) / rate : 0;
        }
    }

    private OggPages(FileChannel file) {
        this.file = file;
    }

    static boolean isOgg(ByteBuffer start) {
        return start.limit() >= Integer.BYTES && start.getInt(0) == 0x4f676753;
    }

    /** The time in seconds at which one page does not follow another, or is damaged; empty if all are whole. */
    static OptionalDouble firstGap(FileChannel file) throws IOException {
        return new OggPages(file).firstGap();
    }

    private OptionalDouble firstGap() throws IOException {
        long place = 0;
        while (place < file.size()) {
            ByteBuffer start = PacketGaps.read(file, ByteBuffer.allocate(HEADER + MOST_SEGMENTS), place);
            if (!isOgg(start)) {
                return OptionalDouble.of(reached);
            }
            int length = length(start);
            if (place + length > file.size()) {
                // a page that is cut off is told by the file's length
                return OptionalDouble.empty();
            }
            ByteBuffer page = PacketGaps.read(file, ByteBuffer.allocate(length), place);
            if (!follows(page.order(ByteOrder.LITTLE_ENDIAN))) {
                return OptionalDouble.of(reached);
            }
            place += length;
        }
        return OptionalDouble.empty();
    }

    private static int length(ByteBuffer start) {
        int segments = start.limit() < HEADER ? 0 : start.get(HEADER - 1) & 0xff;
        int length = HEADER + segments;
        for (int i = HEADER; i < Math.min(HEADER + segments, start.limit()); i++) {
            length += start.get(i) & 0xff;
        }
        return length;
    }

    private boolean follows(ByteBuffer page) {
        if (checksum(page) != page.getInt(CHECKSUM)) {
            return false;
        }
        int stream = page.getInt(14);
        int number = page.getInt(18);
        Stream last = streams.get(stream);
        if (last != null && number != last.page + 1) {
            return false;
        }
        Clock clock = last == null ? clock(page) : last.clock;
        streams.put(stream, new Stream(number, clock));
        reached = Math.max(reached, clock.seconds(page.getLong(6)));
        return true;
    }

    /** The first page of a stream holds its description. Theora and Vorbis I tell the rate of their clock there. */
    private static Clock clock(ByteBuffer page) {
        int begin = HEADER + (page.get(HEADER - 1) & 0xff);
        String name = new String(page.array(), begin, page.limit() - begin, StandardCharsets.ISO_8859_1);
        if (name.startsWith("\u0080theora") && name.length() >= THEORA_HEADER) {
            ByteBuffer header = page.duplicate().order(ByteOrder.BIG_ENDIAN);
            double rate = header.getInt(begin + 22) / (double) Math.max(1, header.getInt(begin + 26));
            return new Clock(rate, header.getShort(begin + 40) >> 5 & 0x1f);
        }
        boolean isVorbis = name.startsWith("\u0001vorbis") && name.length() >= VORBIS_HEADER;
        return new Clock(isVorbis ? page.getInt(begin + 12) : 0, 0);
    }

    /** A checksum of 32 bits over the page, with zeros in place of the checksum. */
    private static int checksum(ByteBuffer page) {
        int sum = 0;
        for (int i = 0; i < page.limit(); i++) {
            int value = i >= CHECKSUM && i < CHECKSUM + Integer.BYTES ? 0 : page.get(i);
            sum = sum << 8 ^ CHECKSUMS[(sum >>> 24 ^ value) & 0xff];
        }
        return sum;
    }

    private static int[] checksums() {
        int[] sums = new int[256];
        for (int i = 0; i < sums.length; i++) {
            int sum = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
            }
            sums[i] = sum;
        }
        return sums;
    }
}
