package dev.mien.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows the progress of a count: on a terminal a bar, elsewhere plain lines, at most one every
 * {@value #SECONDS_BETWEEN} seconds. It writes to the messages, so that programs can read the output.
 */
final class CountDisplay implements AutoCloseable {
    private static final int SECONDS_BETWEEN = 10;
    private static final int BAR_WIDTH = 100;

    private final PrintWriter messages;
    private final String unit;
    private final long total;
    private final LinePace pace;
    private final Optional<ProgressBar> bar;
    private long done;

    /**
     * Begins the display.
     *
     * @param unit name of the counted things, such as "pictures"
     * @param total their number; below 0 if unknown
     */
    CountDisplay(PrintWriter messages, boolean terminal, String unit, long total) {
        this(messages, terminal, unit, total, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime} counts them */
    CountDisplay(PrintWriter messages, boolean terminal, String unit, long total, LongSupplier clock) {
        this.messages = messages;
        this.unit = unit;
        this.total = total;
        pace = new LinePace(Duration.ofSeconds(SECONDS_BETWEEN), clock);
        bar = terminal && total != 1
                ? Optional.of(new ProgressBarBuilder()
                        .setTaskName(unit)
                        .setInitialMax(total)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                        .setUpdateIntervalMillis(200)
                        .showSpeed()
                        .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
                        .build())
                : Optional.empty();
    }

    /** Counts one more. */
    void step() {
        step(1);
    }

    /** Counts some more. */
    void step(int count) {
        done += count;
        bar.ifPresent(shown -> shown.stepBy(count));
        if (bar.isEmpty() && pace.isDue()) {
            messages.println(line());
            messages.flush();
        }
    }

    private String line() {
        double perSecond = done / pace.seconds();
        String speed = String.format(Locale.ROOT, "%,d %s, %.1f per second", done, unit, perSecond);
        return total < 0
                ? speed
                : String.format(
                        Locale.ROOT,
                        "%s, %,d in total, %s left",
                        speed,
                        total,
                        ProgressDisplay.time((total - done) / perSecond));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
