package dev.mien.image;

import java.nio.ByteBuffer;

/**
 * Pixels of a bitmap that are compressed by runs (Microsoft's "Bitmap Compression"), walked to see whether they are all there: Java's
 * reader leaves what is missing in the first colour of the palette, and so it does a row after which no mark comes. A run is a count and what it repeats. After a zero comes a row's
 * end, the picture's end, a jump, or how many pixels follow as they are, filled up to two bytes.
 */
final class BmpRuns {
    private static final int ROW_END = 0;
    private static final int PICTURE_END = 1;
    private static final int JUMP = 2;
    private static final int WORD = 16;

    private final ByteBuffer codes;
    private final long end;
    private final int bits;
    private long next;
    private long row;
    private boolean ended;

    /**
     * Begins before the first run.
     *
     * @param codes the whole file
     * @param start where the first run stands in it
     * @param end where the last ends, by the headers
     * @param bits of a pixel
     */
    BmpRuns(ByteBuffer codes, long start, long end, int bits) {
        this.codes = codes;
        this.end = Math.min(end, codes.limit());
        this.bits = bits;
        this.next = start;
    }

    /** Whether the picture's mark comes before the end, or, where there is none, the marks of all rows do. */
    boolean reach(long height) {
        while (!ended && next + 2 <= end) {
            int count = at(next);
            int code = at(next + 1);
            next += 2;
            if (count == 0) {
                escape(code);
            }
        }
        return ended || row >= height;
    }

    private void escape(int code) {
        switch (code) {
            case ROW_END -> row++;
            case PICTURE_END -> ended = true;
            case JUMP -> {
                row += at(next + 1);
                next += 2;
            }
            default -> next += (code * bits + WORD - 1) / WORD * 2;
        }
    }

    /** Zero beyond the end. */
    private int at(long place) {
        return place < end ? Byte.toUnsignedInt(codes.get((int) place)) : 0;
    }
}
