package dev.mien.video;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The data packets of an ASF file, such as WMV (Microsoft's ASF specification, section 5). All have one length. Each
 * holds parts of media objects, which are numbered modulo 256 in each stream, and tell their place in the object.
 */
final class AsfPackets implements PacketGaps.Packets {
    private static final int ASF_ID = 0x3026b275;
    private static final int PROPERTIES_ID = 0xa1dcab8c;
    private static final int PROPERTIES = 104;
    private static final int DATA_HEADER = 50;
    private static final int[] FIELD_BYTES = {0, 1, 2, 4};
    private static final double MILLISECONDS = 1000;

    private final Set<Integer> streams;
    private final Map<Integer, Progress> progress = new HashMap<>();
    private long begin;
    private long end;
    private int length;
    private long sent;

    /**
     * How far a stream's object came.
     *
     * @param number of the object, modulo 256
     * @param read number of its bytes so far
     */
    private record Progress(int number, long read, long size) {}

    private AsfPackets(Set<Integer> streams) {
        this.streams = streams;
    }

    /** Without packets if the file is no ASF file, or a broadcast, which may leave out packets. */
    static AsfPackets of(FileChannel file, Set<Integer> streams) throws IOException {
        AsfPackets packets = new AsfPackets(streams);
        ByteBuffer start = at(file, 0, 30);
        if (start.limit() == 30 && start.order(ByteOrder.BIG_ENDIAN).getInt(0) == ASF_ID) {
            packets.find(file, start.order(ByteOrder.LITTLE_ENDIAN).getLong(16));
        }
        return packets;
    }

    private static ByteBuffer at(FileChannel file, long place, int count) throws IOException {
        return PacketGaps.read(file, ByteBuffer.allocate(count), place).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void find(FileChannel file, long header) throws IOException {
        ByteBuffer properties = properties(file, header);
        ByteBuffer data = at(file, header, DATA_HEADER);
        if (properties.limit() < PROPERTIES || data.limit() < DATA_HEADER) {
            return;
        }
        boolean isBroadcast = (properties.getInt(88) & 1) == 1;
        int least = properties.getInt(92);
        if (isBroadcast || least < 1 || least != properties.getInt(96)) {
            return;
        }
        long most = (file.size() - header - DATA_HEADER) / least;
        length = least;
        begin = header + DATA_HEADER;
        end = begin + Math.min(most, Math.max(0, data.getLong(40))) * least;
    }

    private static ByteBuffer properties(FileChannel file, long header) throws IOException {
        long place = 30;
        while (place + PROPERTIES <= header) {
            ByteBuffer object = at(file, place, PROPERTIES);
            if (object.limit() < PROPERTIES || object.getLong(16) < 24) {
                break;
            }
            if (Integer.reverseBytes(object.getInt(0)) == PROPERTIES_ID) {
                return object;
            }
            place += object.getLong(16);
        }
        return ByteBuffer.allocate(0);
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public long begin() {
        return begin;
    }

    @Override
    public long end() {
        return length == 0 ? -1 : end;
    }

    @Override
    public double time() {
        return sent / MILLISECONDS;
    }

    @Override
    public boolean follows(ByteBuffer packet) {
        packet.order(ByteOrder.LITTLE_ENDIAN);
        try {
            return read(packet);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            // its numbers lead out of it
            return false;
        }
    }

    private boolean read(ByteBuffer packet) {
        int flags = packet.get();
        if ((flags & 0x80) == 0) {
            return false;
        }
        packet.position(packet.position() + (flags & 0xf));
        int lengths = packet.get();
        int properties = packet.get();
        field(packet, lengths >> 5);
        field(packet, lengths >> 1);
        long padding = field(packet, lengths >> 3);
        long time = Integer.toUnsignedLong(packet.getInt());
        packet.getShort();
        packet.limit((int) (packet.limit() - padding));
        boolean isOne = (lengths & 1) == 0;
        int several = isOne ? 1 : packet.get();
        for (int i = 0; i < (several & 0x3f); i++) {
            if (!payload(packet, properties, isOne ? 0 : several >> 6 & 3)) {
                return false;
            }
        }
        sent = Math.max(sent, time);
        return true;
    }

    private static long field(ByteBuffer packet, int type) {
        return switch (FIELD_BYTES[type & 3]) {
            case 1 -> Byte.toUnsignedLong(packet.get());
            case 2 -> Short.toUnsignedLong(packet.getShort());
            case 4 -> Integer.toUnsignedLong(packet.getInt());
            default -> 0;
        };
    }

    /** @param lengthType of the payload's length; 0 if the payload goes to the packet's end */
    private boolean payload(ByteBuffer packet, int properties, int lengthType) {
        int stream = packet.get() & 0x7f;
        int number = (int) field(packet, properties >> 4) & 0xff;
        long offset = field(packet, properties >> 2);
        int extra = (int) field(packet, properties);
        boolean isWhole = extra == 1;
        long size = extra >= 8 ? Integer.toUnsignedLong(packet.getInt(packet.position())) : 0;
        packet.position(packet.position() + extra);
        int count = lengthType == 0 ? packet.remaining() : (int) field(packet, lengthType);
        packet.position(packet.position() + count);
        return isWhole || extra < 8 || !streams.contains(stream) || follows(stream, number, offset, count, size);
    }

    private boolean follows(int stream, int number, long offset, int count, long size) {
        Progress last = progress.put(stream, new Progress(number, offset + count, size));
        if (last == null || last.read == 0) {
            return true;
        }
        return offset == 0
                ? last.read == last.size && number == (last.number + 1 & 0xff)
                : last.read == offset && number == last.number;
    }
}
