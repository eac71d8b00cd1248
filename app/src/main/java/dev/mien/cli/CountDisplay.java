package dev.mien.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how many of many are done: on a terminal a bar, elsewhere plain lines, at most one every {@value #SECONDS_BETWEEN}
 * seconds. All of it goes where messages go, so that the output stays what programs read.
 */
final class CountDisplay implements AutoCloseable {
    private static final int SECONDS_BETWEEN = 10;
    private static final int BAR_WIDTH = 100;

    private final PrintWriter messages;
    private final String unit;
    private final long total;
    private final long begun = System.nanoTime();
    private final Optional<ProgressBar> bar;
    private long done;
    private long nextLine = begun + SECONDS_BETWEEN * 1_000_000_000L;

    /**
     * Begins to show.
     *
     * @param unit what is counted: "pictures"
     * @param total how many there are; below 0 where that is not known
     */
    CountDisplay(PrintWriter messages, boolean terminal, String unit, long total) {
        this.messages = messages;
        this.unit = unit;
        this.total = total;
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

    /** One more is done. */
    void step() {
        step(1);
    }

    /** So many more are done. */
    void step(int count) {
        done += count;
        bar.ifPresent(shown -> shown.stepBy(count));
        if (bar.isEmpty() && System.nanoTime() > nextLine) {
            nextLine = System.nanoTime() + SECONDS_BETWEEN * 1_000_000_000L;
            messages.println(line());
            messages.flush();
        }
    }

    private String line() {
        double perSecond = done / ((System.nanoTime() - begun) / 1e9);
        String speed = String.format(Locale.ROOT, "%,d %s, %.1f a second", done, unit, perSecond);
        return total < 0
                ? speed
                : String.format(
                        Locale.ROOT,
                        "%s, %,d in all, %s left",
                        speed,
                        total,
                        ProgressDisplay.time((total - done) / perSecond));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
