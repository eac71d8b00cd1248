package dev.mien.cli;

import dev.mien.PrintableText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Shows the progress of a count: on a terminal a bar, elsewhere plain lines, at most one every
 * {@value #SECONDS_BETWEEN} seconds. The lines go to the messages, so that programs can read the output.
 */
final class CountDisplay implements AutoCloseable {
    private static final int SECONDS_BETWEEN = 10;
    private static final double LEAST_SECONDS = 1e-3;

    private final PrintWriter messages;
    private final Terminal terminal;
    private final String unit;
    private final long total;
    private final LinePace pace;
    private final Optional<TerminalBar> bar;
    private volatile String now = "";
    private volatile long done;

    /**
     * Begins the display.
     *
     * @param unit name of the counted things, such as "pictures"
     * @param total their number; below 0 if unknown
     */
    CountDisplay(PrintWriter messages, Terminal terminal, String unit, long total) {
        this(messages, terminal, unit, total, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime} counts them */
    CountDisplay(PrintWriter messages, Terminal terminal, String unit, long total, LongSupplier clock) {
        this.messages = messages;
        this.terminal = terminal;
        this.unit = unit;
        this.total = total;
        pace = new LinePace(Duration.ofSeconds(SECONDS_BETWEEN), clock);
        bar = terminal.onlyIf(total != 1)
                .bar(this::details, settings -> settings.setTaskName(unit).setInitialMax(total));
    }

    /** Counts one more. */
    void step() {
        step(1);
    }

    /** Counts some more. */
    void step(int count) {
        done += count;
        bar.ifPresent(shown -> shown.stepBy(count));
        if (terminal.hasLines() && total != 1 && pace.isDue()) {
            messages.println(line());
            messages.flush();
        }
    }

    private List<String> details(String left, String count) {
        return now.isEmpty() ? List.of(left, count, speed()) : List.of(left, now, count, speed());
    }

    /** Names what is being worked on. */
    void now(String name) {
        now = PrintableText.of(name);
    }

    /** The speed, with a digit after the point where that says something. */
    private String speed() {
        double perSecond = done / Math.max(pace.seconds(), LEAST_SECONDS);
        return String.format(Locale.ROOT, perSecond < 100 ? "%.1f/s" : "%,.0f/s", perSecond);
    }

    private String line() {
        double perSecond = done / pace.seconds();
        String units = done == 1 ? unit.replaceFirst("s(?= |$)", "") : unit;
        String speed = String.format(Locale.ROOT, "%,d %s, %.1f per second", done, units, perSecond);
        String rest = total < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %,d in total, %s left",
                        total,
                        Durations.text(Math.max(0, total - done) / perSecond));
        return speed + rest + (now.isEmpty() ? "" : ", at " + now);
    }

    @Override
    public void close() {
        bar.ifPresent(TerminalBar::close);
    }
}
