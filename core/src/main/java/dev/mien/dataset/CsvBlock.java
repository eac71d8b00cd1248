package dev.mien.dataset;

import java.util.Arrays;

/** A stretch of whole lines of a CSV file, with the places of its rows. The reader fills one object again and again. */
final class CsvBlock {
    /** Bytes of text in a block, and the length of the longest readable line. */
    static final int SIZE = 1 << 20;

    final byte[] bytes = new byte[SIZE];
    private final String file;
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int rows;
    private long firstRow;
    private long firstLine;

    CsvBlock(String file) {
        this.file = file;
    }

    /**
     * Finds the rows among the first {@code length} bytes. Lines without content, or with spaces alone, do not count as
     * rows.
     *
     * @return the number of line ends
     */
    int index(int length, long rowsBefore, long linesBefore) {
        rows = 0;
        firstRow = rowsBefore;
        firstLine = linesBefore;
        int lines = 0;
        for (int start = 0; start < length; lines++) {
            int newline = Words.indexOf(bytes, start, length, '\n');
            int next = newline < 0 ? length : newline;
            int end = next > start && bytes[next - 1] == '\r' ? next - 1 : next;
            if (!isBlank(start, end)) {
                add(start, end);
            }
            start = next + 1;
        }
        return lines;
    }

    private boolean isBlank(int start, int end) {
        int position = start;
        while (position < end && (bytes[position] == ' ' || bytes[position] == '\t')) {
            position++;
        }
        return position == end;
    }

    private void add(int start, int end) {
        if (rows == starts.length) {
            starts = Arrays.copyOf(starts, 2 * rows);
            ends = Arrays.copyOf(ends, 2 * rows);
        }
        starts[rows] = start;
        ends[rows] = end;
        rows++;
    }

    int rows() {
        return rows;
    }

    /** Number of rows in the file before this block. */
    long firstRow() {
        return firstRow;
    }

    int start(int row) {
        return starts[row];
    }

    int end(int row) {
        return ends[row];
    }

    /** Names a row in a message: file, row from 1, line of the file from 1. */
    String place(int row) {
        long line = firstLine + 1;
        for (int i = 0; i < starts[row]; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return file + ", row " + (firstRow + row + 1) + " (line " + line + ")";
    }
}
