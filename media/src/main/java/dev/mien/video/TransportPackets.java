package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The packets of an MPEG transport stream (ISO/IEC 13818-1, section 2.4.3). Each has a sync byte, and counts the
 * packets of its stream modulo 16. Cameras write four bytes before each packet (BDAV).
 */
final class TransportPackets implements PacketGaps.Packets {
    /** Length of a packet in bytes. */
    static final int LENGTH = 188;

    private static final int CAMERA_LENGTH = 192;
    private static final byte SYNC = 0x47;
    private static final int FIRST_PACKETS = 5;
    private static final double CLOCK = 90_000;
    private static final int NONE = -1;

    private final long size;
    private final int length;
    private final Set<Integer> streams;
    private final Map<Integer, Integer> counters = new HashMap<>();
    private long first = NONE;
    private long reached = NONE;

    private TransportPackets(long size, int length, Set<Integer> streams) {
        this.size = size;
        this.length = length;
        this.streams = streams;
    }

    static TransportPackets of(FileChannel file, Set<Integer> streams) throws IOException {
        return new TransportPackets(file.size(), length(file), streams);
    }

    static boolean isTransportStream(FileChannel file) throws IOException {
        return length(file) > 0;
    }

    /** Length of a packet; 0 if the file is no transport stream. */
    static int length(FileChannel file) throws IOException {
        for (int length : new int[] {LENGTH, CAMERA_LENGTH}) {
            ByteBuffer start = PacketGaps.read(file, ByteBuffer.allocate(FIRST_PACKETS * length), 0);
            boolean hasAll = start.limit() == FIRST_PACKETS * length;
            for (int packet = 0; hasAll && packet < FIRST_PACKETS; packet++) {
                hasAll = start.get(packet * length + length - LENGTH) == SYNC;
            }
            if (hasAll) {
                return length;
            }
        }
        return 0;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long begin() {
        return 0;
    }

    @Override
    public long end() {
        return size;
    }

    @Override
    public double time() {
        return first == NONE ? 0 : (reached - first) / CLOCK;
    }

    @Override
    public boolean follows(ByteBuffer packet) {
        int start = length - LENGTH;
        if (packet.get(start) != SYNC) {
            return false;
        }
        int flags = Short.toUnsignedInt(packet.getShort(start + 1));
        int stream = flags & 0x1fff;
        if (!streams.contains(stream)) {
            return true;
        }
        int control = packet.get(start + 3) & 0xff;
        boolean hasFault = (flags & 0x8000) != 0;
        boolean hasContent = (control & 0x10) != 0;
        if (hasContent && (flags & 0x4000) != 0) {
            watchClock(packet, start);
        }
        return !hasFault && continues(stream, control & 0xf, hasContent, isNewCount(packet, start, control));
    }

    /** A packet may be sent twice. One without content does not count. */
    private boolean continues(int stream, int counter, boolean hasContent, boolean isNew) {
        int last = counters.getOrDefault(stream, NONE);
        counters.put(stream, counter);
        return last == NONE || isNew || counter == last || hasContent && counter == (last + 1 & 0xf);
    }

    /** The adaptation field announces where a stream was cut on purpose. */
    private static boolean isNewCount(ByteBuffer packet, int start, int control) {
        return (control & 0x20) != 0 && packet.get(start + 4) != 0 && (packet.get(start + 5) & 0x80) != 0;
    }

    /** A packet of the elementary stream begins with its time of presentation. */
    private void watchClock(ByteBuffer packet, int start) {
        boolean hasField = (packet.get(start + 3) & 0x20) != 0;
        int place = start + 4 + (hasField ? 1 + (packet.get(start + 4) & 0xff) : 0);
        if (place + 14 > packet.limit() || packet.getInt(place) >>> 8 != 1 || (packet.get(place + 7) & 0x80) == 0) {
            return;
        }
        long time = (packet.get(place + 9) >> 1 & 7L) << 30
                | (packet.getShort(place + 10) >> 1 & 0x7fffL) << 15
                | packet.getShort(place + 12) >> 1 & 0x7fffL;
        first = first == NONE ? time : Math.min(first, time);
        reached = Math.max(reached, time);
    }
}
