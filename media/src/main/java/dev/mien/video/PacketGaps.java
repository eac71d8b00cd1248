package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Looks for the first place at which packets of a file are destroyed or missing. FFmpeg finds its way behind such a
 * place, and does not always tell. MPEG transport streams, ASF and Ogg files count their packets. FLV, AVI and Matroska
 * files tell the length of each. So the place can be seen.
 */
final class PacketGaps {
    private static final int BLOCK = 1 << 16;
    private static final int START = 12;

    /** What a container's packets tell. */
    interface Packets {
        /** Length of each packet in bytes. */
        int length();

        /** Place of the first packet. */
        long begin();

        /** Place behind the last packet. */
        long end();

        /** Reads the next packet. Tells whether it is whole and follows the one before. */
        boolean follows(ByteBuffer packet);

        /** Time that was reached, in seconds from the first picture or sound. */
        double time();
    }

    private PacketGaps() {}

    /**
     * The time of the first gap in seconds; empty if there is none, or if the container does not
     * tell.
     *
     * @param streams the container's numbers of the streams that matter
     */
    static OptionalDouble first(Path path, Set<Integer> streams) {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer start = read(file, ByteBuffer.allocate(START), 0);
            if (FlvTags.isFlv(start)) {
                return FlvTags.firstGap(file);
            } else if (OggPages.isOgg(start)) {
                return OggPages.firstGap(file);
            } else if (AviChunks.isAvi(start)) {
                return AviChunks.firstGap(file);
            } else if (MatroskaElements.isMatroska(start)) {
                return MatroskaElements.firstGap(file);
            }
            return first(
                    file,
                    TransportPackets.isTransportStream(file)
                            ? TransportPackets.of(file, streams)
                            : AsfPackets.of(file, streams));
        } catch (IOException e) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble first(FileChannel file, Packets packets) throws IOException {
        int length = packets.length();
        ByteBuffer block = ByteBuffer.allocate(Math.max(1, BLOCK / Math.max(1, length)) * length);
        for (long place = packets.begin(); place + length <= packets.end(); place += block.limit()) {
            fill(file, block.clear(), place, packets.end());
            for (int start = 0; start + length <= block.limit(); start += length) {
                if (!packets.follows(block.slice(start, length))) {
                    return OptionalDouble.of(packets.time());
                }
            }
            if (block.limit() < length) {
                break;
            }
        }
        return OptionalDouble.empty();
    }

    private static void fill(FileChannel file, ByteBuffer block, long place, long end) throws IOException {
        block.limit((int) Math.min(block.capacity(), end - place));
        read(file, block, place);
    }

    /** Reads until the buffer is full or the file ends, and flips the buffer. */
    static ByteBuffer read(FileChannel file, ByteBuffer target, long place) throws IOException {
        while (target.hasRemaining() && file.read(target, place + target.position()) > 0) {
            // until all bytes are there
        }
        return target.flip();
    }
}
