package dev.mien.video;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The tags of an FLV file (Adobe's FLV specification, annex E). A tag holds its length, and the length of each tag
 * stands behind it once more.
 */
final class FlvTags {
    /** Length of the file's header and the first length, in bytes. */
    static final int FILE_HEADER = 13;

    /** Length of a tag's header in bytes. */
    static final int HEADER = 11;

    /** The type of a tag that describes the file. */
    static final int METADATA = 18;

    private static final int ID = 0x464c5601;
    private static final int LENGTH_BYTES = 4;
    private static final int TYPE_BITS = 0x1f;
    private static final int SOUND = 8;
    private static final int PICTURES = 9;
    private static final Set<Integer> TYPES = Set.of(SOUND, PICTURES, METADATA);
    private static final double MILLISECONDS = 1000;

    private FlvTags() {}

    static boolean isFlv(ByteBuffer start) {
        return start.limit() >= LENGTH_BYTES && start.getInt(0) == ID;
    }

    /** Length of a tag's content; -1 if there is no tag. */
    static int content(ByteBuffer header) {
        boolean isTag = header.limit() >= LENGTH_BYTES && TYPES.contains(header.get(0) & TYPE_BITS);
        return isTag ? header.getInt(0) & 0xffffff : -1;
    }

    /** The time in seconds at which one tag does not follow another; empty if all do, up to the file's end. */
    static OptionalDouble firstGap(FileChannel file) throws IOException {
        int bytes = HEADER + LENGTH_BYTES;
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        long place = FILE_HEADER;
        int last = -1;
        double reached = 0;
        while (PacketGaps.read(file, buffer.clear(), place - LENGTH_BYTES).limit() == bytes) {
            int length = buffer.getInt(0);
            ByteBuffer header = buffer.slice(LENGTH_BYTES, HEADER);
            int content = content(header);
            // some writers leave out the header in the length
            boolean follows = last < 0 || length == last + HEADER || length == last;
            if (content < 0 || !follows) {
                return OptionalDouble.of(reached);
            }
            reached = Math.max(reached, (header.getInt(4) >>> 8 | (header.get(7) & 0x7f) << 24) / MILLISECONDS);
            last = content;
            place += HEADER + content + LENGTH_BYTES;
        }
        return OptionalDouble.empty();
    }
}
