package dev.mien.cli;

import me.tongfei.progressbar.ProgressBar;

/**
 * A progress bar that leaves an empty line. The library's bar clears its line only if it has drawn it before it is
 * closed, so a bar of a moment would stay.
 *
 * @param line that the bar is drawn on
 */
record TerminalBar(ProgressBar bar, TerminalLine line) implements AutoCloseable {
    void stepTo(long number) {
        bar.stepTo(number);
    }

    void stepBy(long number) {
        bar.stepBy(number);
    }

    @Override
    public void close() {
        bar.close();
        line.close();
    }
}
