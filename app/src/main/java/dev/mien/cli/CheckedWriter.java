package dev.mien.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** Standard output that reports failed writing, which a {@link PrintWriter} hides. */
final class CheckedWriter extends Writer {
    static final String PROBLEM = "standard output is closed, or its disk is full";

    private final PrintWriter out;

    CheckedWriter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int offset, int length) throws IOException {
        out.write(text, offset, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        check();
    }

    /** Writes and flushes. */
    private void check() throws IOException {
        if (out.checkError()) {
            throw new IOException(PROBLEM);
        }
    }

    /** Leaves the stream open. */
    @Override
    public void close() throws IOException {
        check();
    }
}
