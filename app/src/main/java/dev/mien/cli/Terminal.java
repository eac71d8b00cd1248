package dev.mien.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * How progress is shown: as a bar on the terminal that shows standard error, as lines if there is none, or not at all.
 * The launcher tells which streams are terminals.
 */
final class Terminal {
    /** No terminal shows the messages, so progress is lines. */
    static final Terminal NONE = new Terminal(Optional.empty(), true);

    /** No progress is shown. */
    static final Terminal QUIET = new Terminal(Optional.empty(), false);

    private static final String OUTPUT = "mien.terminal";
    private static final String MESSAGES = "mien.terminal.messages";
    private static final int MILLISECONDS_BETWEEN_UPDATES = 200;
    private static final String BETWEEN = "  ";

    private static volatile boolean quiet;

    private final Optional<Screen> screen;
    private final boolean lines;

    /**
     * A terminal's screen.
     *
     * @param columns its present width
     */
    private record Screen(PrintStream stream, IntSupplier columns, boolean colors) {}

    private Terminal(Optional<Screen> screen, boolean lines) {
        this.screen = screen;
        this.lines = lines;
    }

    /**
     * The terminal of this process. It has no bars if {@code TERM} says that it cannot go back in a line, and no
     * colours if {@code NO_COLOR} is set (no-color.org).
     */
    static Terminal ofProcess() {
        if (quiet) {
            return QUIET;
        }
        boolean isDumb = "dumb".equals(System.getenv("TERM"));
        boolean colors =
                Objects.requireNonNullElse(System.getenv("NO_COLOR"), "").isEmpty();
        return Boolean.getBoolean(MESSAGES) && !isDumb ? with(System.err, TerminalWidth.ofProcess(), colors) : NONE;
    }

    /** Whether a terminal shows standard output. */
    static boolean showsOutput() {
        return Boolean.getBoolean(OUTPUT);
    }

    /**
     * A line of standard output. On a terminal that is too narrow for it, the line is broken between its parts.
     *
     * @param parts of the line
     */
    String line(List<String> parts) {
        Optional<Screen> shown = screen.filter(any -> showsOutput());
        return line(parts, shown.map(any -> any.columns.getAsInt()).orElse(Integer.MAX_VALUE));
    }

    /** The lines that begin after a break are indented. */
    static String line(List<String> parts, int columns) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String part : parts) {
            boolean fits = used + BETWEEN.length() + part.length() <= columns;
            text.append(text.isEmpty() ? "" : fits ? BETWEEN : System.lineSeparator() + BETWEEN);
            used = text.isEmpty() ? part.length() : (fits ? used : 0) + BETWEEN.length() + part.length();
            text.append(part);
        }
        return text.toString();
    }

    /** Turns the progress of this process off or on. */
    static void silence(boolean wanted) {
        quiet = wanted;
    }

    /** A terminal whose bars go to a stream. */
    static Terminal with(PrintStream stream, IntSupplier columns, boolean colors) {
        return new Terminal(Optional.of(new Screen(stream, columns, colors)), true);
    }

    /** Whether there is a terminal. */
    boolean isPresent() {
        return screen.isPresent();
    }

    /** Whether progress is told in lines. */
    boolean hasLines() {
        return screen.isEmpty() && lines;
    }

    /** This terminal if a condition holds, else one without bars. */
    Terminal onlyIf(boolean condition) {
        return condition || screen.isEmpty() ? this : NONE;
    }

    /**
     * Draws a bar. The result is empty without a terminal. A closed bar leaves nothing on the screen.
     *
     * @param text what stands beside the bar
     * @param settings sets the bar's name and end
     */
    Optional<TerminalBar> bar(ProgressLine.Text text, UnaryOperator<ProgressBarBuilder> settings) {
        return screen.map(shown -> {
            TerminalLine line = new TerminalLine(shown.stream, shown.columns);
            ProgressBarBuilder builder = settings.apply(new ProgressBarBuilder())
                    .setRenderer(new ProgressLine(text, shown.colors))
                    .setUpdateIntervalMillis(MILLISECONDS_BETWEEN_UPDATES)
                    .setConsumer(line)
                    .clearDisplayOnFinish();
            return new TerminalBar(builder.build(), line);
        });
    }
}
