package dev.mien.image;

import java.nio.ByteBuffer;

/**
 * Walks the run-length encoded pixels of a bitmap (Microsoft's "Bitmap Compression") to check that they are complete.
 * Java's reader fills missing pixels, and a row without an end mark, with the first colour of the palette. A run is a
 * count and the value that it repeats. A zero introduces the end of a row, the end of the picture, a jump, or the
 * number of literal pixels that follow, padded to two bytes.
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
     * @param start position of the first run
     * @param end end of the last run according to the headers
     * @param bits of a pixel
     */
    BmpRuns(ByteBuffer codes, long start, long end, int bits) {
        this.codes = codes;
        this.end = Math.min(end, codes.limit());
        this.bits = bits;
        this.next = start;
    }

    /** Whether the end mark of the picture comes before the end or, without that mark, the end marks of all rows. */
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
