package dev.mien.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, 4.2).
 *
 * @param type four letters
 * @param content behind the box's head, from position 0 to the limit
 * @param isCut whether the box claims more bytes than there are; then the content is what there is of it
 */
record IsoBox(String type, ByteBuffer content, boolean isCut) {
    private static final int HEAD = 8;

    /** The length of 64 bits behind the head, if the head's own length is 1. */
    private static final int LONG = 8;

    /** Version and flags at the start of a full box. */
    private static final int FULL = 4;

    /** The boxes from the buffer's start to its end. The last one may be cut. */
    static List<IsoBox> in(ByteBuffer boxes) {
        List<IsoBox> found = new ArrayList<>();
        int next = 0;
        while (next + HEAD <= boxes.limit()) {
            long length = Integer.toUnsignedLong(boxes.getInt(next));
            int start = next + HEAD;
            if (length == 1 && start + LONG <= boxes.limit()) {
                length = boxes.getLong(start);
                start += LONG;
            }
            // A length of 0 is that of the rest.
            long end = length == 0 ? boxes.limit() : next + length;
            boolean isCut = end > boxes.limit() || end < start;
            int to = isCut ? boxes.limit() : (int) end;
            found.add(new IsoBox(text(boxes, next + 4), boxes.slice(start, to - start), isCut));
            next = to;
        }
        return found;
    }

    /** The first box of a type. */
    static Optional<IsoBox> first(List<IsoBox> boxes, String type) {
        return boxes.stream().filter(box -> box.type.equals(type)).findFirst();
    }

    /** Four letters at a place. */
    static String text(ByteBuffer buffer, int place) {
        byte[] letters = new byte[4];
        buffer.get(place, letters);
        return new String(letters, StandardCharsets.ISO_8859_1);
    }

    /** The version of a full box. */
    int version() {
        return content.get(0) & 0xff;
    }

    /** The flags of a full box. */
    int flags() {
        return content.getInt(0) & 0xffffff;
    }

    /** The content of a full box behind its version and flags, with a position of its own. */
    ByteBuffer body() {
        return content.slice(FULL, content.limit() - FULL);
    }

    /** Reads an unsigned number of 0, 2, 4 or 8 bytes at the buffer's position. */
    static long number(ByteBuffer buffer, int bytes) {
        return switch (bytes) {
            case 0 -> 0;
            case 2 -> Short.toUnsignedInt(buffer.getShort());
            case 4 -> Integer.toUnsignedLong(buffer.getInt());
            case 8 -> buffer.getLong();
            default -> throw new IllegalArgumentException("a number of " + bytes + " bytes");
        };
    }
}
