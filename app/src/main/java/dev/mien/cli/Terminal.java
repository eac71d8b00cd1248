package dev.mien.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Whether a terminal shows the program's output, and the stream for bars on it. */
final class Terminal {
    /** No terminal shows the output, so there are no bars. */
    static final Terminal NONE = new Terminal(Optional.empty());

    /** The property that tells the program that its standard output is a terminal. The launcher sets it. */
    private static final String PROPERTY = "mien.terminal";

    private static final int MILLISECONDS_BETWEEN_UPDATES = 200;

    private final Optional<PrintStream> stream;

    private Terminal(Optional<PrintStream> stream) {
        this.stream = stream;
    }

    /** The terminal of this process. Its bars go to standard error, so that programs can read the output. */
    static Terminal ofProcess() {
        return Boolean.getBoolean(PROPERTY) ? with(System.err) : NONE;
    }

    /** A terminal whose bars go to a stream. */
    static Terminal with(PrintStream stream) {
        return new Terminal(Optional.of(stream));
    }

    /** Whether there is a terminal. */
    boolean isPresent() {
        return stream.isPresent();
    }

    /** This terminal if a condition holds, else {@link #NONE}. */
    Terminal onlyIf(boolean condition) {
        return condition ? this : NONE;
    }

    /**
     * Draws a bar. The result is empty without a terminal.
     *
     * @param width number of columns
     * @param settings sets the bar's name, its end and its unit
     */
    Optional<ProgressBar> bar(int width, UnaryOperator<ProgressBarBuilder> settings) {
        return stream.map(to -> settings.apply(new ProgressBarBuilder())
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_UPDATES)
                .setConsumer(new ConsoleProgressBarConsumer(to, width))
                .build());
    }
}
