package dev.mien.cli;

import java.io.PrintStream;
import java.util.function.IntSupplier;
import me.tongfei.progressbar.ProgressBarConsumer;

/** The line of a terminal that a progress bar writes over and over. */
final class TerminalLine implements ProgressBarConsumer {
    /** ECMA-48: erases from the cursor to the end of the line. */
    private static final String ERASE = "\u001b[K";

    private final PrintStream stream;
    private final IntSupplier columns;
    private boolean isClosed;

    TerminalLine(PrintStream stream, IntSupplier columns) {
        this.stream = stream;
        this.columns = columns;
    }

    /** The last column stays empty, because some terminals begin a new line behind it. */
    @Override
    public int getMaxRenderedLength() {
        return Math.max(1, columns.getAsInt() - 1);
    }

    @Override
    public synchronized void accept(String line) {
        if (!isClosed) {
            stream.print("\r" + line + ERASE);
            stream.flush();
        }
    }

    @Override
    public synchronized void clear() {
        if (!isClosed) {
            stream.print("\r" + ERASE + "\r");
            stream.flush();
        }
    }

    /** Leaves an empty line. A redraw that comes late, from the bar's own thread, does nothing. */
    @Override
    public synchronized void close() {
        clear();
        isClosed = true;
    }
}
