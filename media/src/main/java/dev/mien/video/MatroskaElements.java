package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The elements of a Matroska or WebM file (RFC 9559): each begins with its ID and its length. A recorder that cannot go
 * back, such as a browser's, leaves the length of the segment and of its clusters open.
 */
final class MatroskaElements {
    /** The ID of the header that each file begins with. */
    static final int EBML = 0x1a45dfa3;

    private static final int SEGMENT = 0x18538067;
    private static final int INFO = 0x1549a966;
    private static final int CLUSTER = 0x1f43b675;
    private static final int SCALE = 0x2ad7b1;
    private static final int TIMESTAMP = 0xe7;
    private static final int SIMPLE_BLOCK = 0xa3;
    private static final int ID_BYTES = 4;
    private static final int SIZE_BYTES = 8;
    private static final double NANOSECONDS = 1e9;
    private static final long OPEN = Long.MAX_VALUE;

    /** What may stand between the pictures and the sound of a cluster. */
    private static final Set<Integer> IN_CLUSTER =
            Set.of(TIMESTAMP, SIMPLE_BLOCK, 0xa0, 0xab, 0xa7, 0xaf, 0x5854, 0xec, 0xbf);

    private static final Set<Integer> MASTERS = Set.of(SEGMENT, INFO, CLUSTER);

    private final FileChannel file;
    private final long length;
    private double unit = 1e-3;
    private double clusterTime;
    private double reached;
    private long clusterEnd;

    /** @param end the place behind it; {@link #OPEN} if its length is open */
    private record Element(int id, long content, long end) {}

    private MatroskaElements(FileChannel file) throws IOException {
        this.file = file;
        this.length = file.size();
    }

    static boolean isMatroska(ByteBuffer start) {
        return start.limit() >= ID_BYTES && start.getInt(0) == EBML;
    }

    /** The time in seconds at which one element does not follow another; empty if all do, up to the file's end. */
    static OptionalDouble firstGap(FileChannel file) throws IOException {
        MatroskaElements elements = new MatroskaElements(file);
        return elements.walk() < 0 ? OptionalDouble.of(elements.reached) : OptionalDouble.empty();
    }

    /** Whether the file ends in the middle of an element. */
    static boolean isCutOff(FileChannel file) throws IOException {
        MatroskaElements elements = new MatroskaElements(file);
        return elements.walk() > elements.length;
    }

    /** The place that the last element should end at; -1 if elements do not follow each other. */
    private long walk() throws IOException {
        long place = 0;
        while (place < length) {
            ByteBuffer head = at(place, ID_BYTES + SIZE_BYTES);
            int idBytes = bytes(head, 0);
            int sizeBytes = bytes(head, idBytes);
            if (idBytes + sizeBytes > head.limit() && idBytes <= ID_BYTES && sizeBytes <= SIZE_BYTES) {
                return place + idBytes + sizeBytes;
            }
            if (idBytes > ID_BYTES || sizeBytes > SIZE_BYTES) {
                return -1;
            }
            Element element = element(head, place, idBytes, sizeBytes);
            if (!isExpected(element, place)) {
                return -1;
            }
            place = behind(element);
        }
        return place;
    }

    private static Element element(ByteBuffer head, long place, int idBytes, int sizeBytes) {
        int id = (int) number(head, 0, idBytes);
        long size = number(head, idBytes, sizeBytes) & ~(-1L << 7 * sizeBytes);
        long content = place + idBytes + sizeBytes;
        return new Element(id, content, size == ~(-1L << 7 * sizeBytes) ? OPEN : content + size);
    }

    /** A cluster whose length is open ends before an ID of four bytes. */
    private boolean isExpected(Element element, long place) {
        boolean isInside = place < clusterEnd;
        boolean endsCluster = clusterEnd == OPEN && element.id >>> 28 == 1;
        boolean fits = element.end <= clusterEnd && IN_CLUSTER.contains(element.id);
        return !isInside || endsCluster || fits;
    }

    /** The place to go on at: behind an element, or inside one that consists of others. */
    private long behind(Element element) throws IOException {
        if (element.id == CLUSTER) {
            clusterEnd = element.end;
        } else if (element.id >>> 28 == 1) {
            clusterEnd = 0;
        }
        if (MASTERS.contains(element.id)) {
            return element.content;
        }
        if (element.id == SCALE) {
            unit = value(element) / NANOSECONDS;
        } else if (element.id == TIMESTAMP) {
            clusterTime = value(element) * unit;
            reached = Math.max(reached, clusterTime);
        } else if (element.id == SIMPLE_BLOCK) {
            reached = Math.max(reached, clusterTime + blockTime(element) * unit);
        }
        return element.end;
    }

    /** A block begins with the number of its track. Its time counts from its cluster's. */
    private int blockTime(Element block) throws IOException {
        ByteBuffer start = at(block.content, SIZE_BYTES + Short.BYTES);
        int place = bytes(start, 0);
        return place + Short.BYTES <= start.limit() ? start.getShort(place) : 0;
    }

    private long value(Element element) throws IOException {
        int bytes = (int) Math.min(SIZE_BYTES, element.end - element.content);
        ByteBuffer content = at(element.content, bytes);
        return number(content, 0, content.limit());
    }

    /** The number of bytes of an ID or a length, which its first bits tell; 9 if it has none. */
    private static int bytes(ByteBuffer head, int place) {
        return place < head.limit() ? Integer.numberOfLeadingZeros(head.get(place) & 0xff) - 23 : 1;
    }

    private static long number(ByteBuffer head, int place, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | head.get(place + i) & 0xff;
        }
        return number;
    }

    private ByteBuffer at(long place, int count) throws IOException {
        return PacketGaps.read(file, ByteBuffer.allocate(count), place);
    }
}
