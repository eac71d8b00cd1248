package dev.mien.dataset;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;

/**
 * The fields of one line, as places in its bytes, without surrounding spaces and quotes. One object serves all lines.
 */
final class CsvRow {
    private final CsvHeader header;
    private final LabelSet labels;
    private final int[] starts;
    private final int[] ends;
    private CsvBlock block;
    private int row;
    private int fields;

    CsvRow(CsvHeader header, LabelSet labels, CsvBlock first) {
        this.header = header;
        this.labels = labels;
        this.block = first;
        this.starts = new int[header.columns().size()];
        this.ends = new int[header.columns().size()];
    }

    /** Moves to a row of a block. Columns missing in its line are empty. */
    void moveTo(CsvBlock newBlock, int newRow) {
        block = newBlock;
        row = newRow;
        fields = 0;
        int end = block.end(row);
        for (int start = block.start(row); start <= end; ) {
            start = field(start, end) + 1;
        }
        for (int missing = fields; missing < starts.length; missing++) {
            starts[missing] = end;
            ends[missing] = end;
        }
    }

    /** Reads one field from {@code start} and returns the position of its comma or of the line's end. */
    private int field(int start, int lineEnd) {
        byte[] bytes = block.bytes;
        int first = skipSpaces(bytes, start, lineEnd);
        boolean quoted = first < lineEnd && bytes[first] == '"';
        int closing = quoted ? Words.indexOf(bytes, first + 1, lineEnd, '"') : -1;
        int comma = Words.indexOf(bytes, Math.max(closing, first), lineEnd, ',');
        int end = comma < 0 ? lineEnd : comma;
        if (fields < starts.length) {
            int from = closing < 0 ? first : skipSpaces(bytes, first + 1, closing);
            starts[fields] = from;
            ends[fields] = trimmed(bytes, from, closing < 0 ? end : closing);
        }
        fields++;
        return end;
    }

    private static int skipSpaces(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to && bytes[position] == ' ') {
            position++;
        }
        return position;
    }

    private static int trimmed(byte[] bytes, int from, int to) {
        int position = to;
        while (position > from && bytes[position - 1] == ' ') {
            position--;
        }
        return position;
    }

    byte[] bytes() {
        return block.bytes;
    }

    /** Number of columns in the header. */
    int columns() {
        return starts.length;
    }

    int start(int column) {
        return starts[column];
    }

    int end(int column) {
        return ends[column];
    }

    /** The characters of a field. */
    String text(int column) {
        return Cells.text(block.bytes, starts[column], ends[column]);
    }

    boolean isMissing(int column) {
        return Cells.isMissing(block.bytes, starts[column], ends[column]);
    }

    /** Rejects a line with more fields than the header. */
    void refuseSurplus() {
        if (fields > starts.length) {
            throw invalid("has " + fields + " values, the header names " + starts.length + " columns");
        }
    }

    void refuseMissing(int column) {
        if (isMissing(column)) {
            throw invalid("has no value in column '" + header.columns().get(column) + "'");
        }
    }

    /** Class index of this row. */
    byte label() {
        refuseMissing(header.emotion());
        int code = Cells.label(labels, bytes(), start(header.emotion()), end(header.emotion()));
        if (code < 0) {
            throw invalid("emotion is " + Cells.quote(text(header.emotion())) + ", expected " + Cells.expected(labels));
        }
        return (byte) code;
    }

    /** The official split of this row. */
    Usage usage() {
        refuseMissing(header.usage());
        String word = text(header.usage());
        return Usage.parse(word)
                .orElseThrow(() ->
                        invalid("Usage is " + Cells.quote(word) + ", expected Training, PublicTest or PrivateTest"));
    }

    /** Writes the pixels of this row to {@code target}. */
    void pixels(byte[] target, int offset) {
        int from = start(header.pixels());
        int to = end(header.pixels());
        if (!PixelText.parse(bytes(), from, to, target, offset)) {
            refuseMissing(header.pixels());
            PixelText.parseSlowly(text(header.pixels()), target, offset, this::invalid);
        }
    }

    private InvalidInputException invalid(String problem) {
        return new InvalidInputException(block.place(row) + " " + problem + ": correct or remove the row");
    }
}
