package dev.mien.cli;

import dev.mien.experiment.Numbers;
import dev.mien.nn.Weights;
import dev.mien.training.Callback;
import dev.mien.training.EpochResult;
import dev.mien.training.Penalty;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import me.tongfei.progressbar.ProgressBar;

/**
 * Shows a training: on a terminal a bar for each epoch, elsewhere plain lines, at most one every
 * {@value #SECONDS_BETWEEN} seconds.
 */
final class ProgressDisplay implements Callback, AutoCloseable {
    private static final int SECONDS_BETWEEN = 20;
    private static final int BAR_WIDTH = 110;

    private final PrintWriter out;
    private final Terminal terminal;
    private final LinePace pace;
    private Optional<ProgressBar> bar = Optional.empty();

    ProgressDisplay(PrintWriter out, Terminal terminal) {
        this(out, terminal, System::nanoTime);
    }

    /** @param clock nanoseconds, as {@link System#nanoTime} counts them */
    ProgressDisplay(PrintWriter out, Terminal terminal, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        pace = new LinePace(Duration.ofSeconds(SECONDS_BETWEEN), clock);
    }

    @Override
    public Verdict onBatch(Progress progress) {
        if (bar.isEmpty()) {
            bar = open(progress);
        }
        bar.ifPresent(shown -> step(shown, progress));
        if (bar.isEmpty() && progress.seen() < progress.samples() && pace.isDue()) {
            out.println(line(progress));
            out.flush();
        }
        return Verdict.CONTINUE;
    }

    private Optional<ProgressBar> open(Progress progress) {
        String epoch = String.format(Locale.ROOT, "epoch %d/%d", progress.epoch(), progress.epochs());
        return terminal.bar(BAR_WIDTH, settings -> settings.setTaskName(epoch).setInitialMax(progress.samples()));
    }

    private static void step(ProgressBar bar, Progress progress) {
        bar.stepTo(progress.seen());
        bar.setExtraMessage(String.format(
                Locale.ROOT,
                " loss %.4f  accuracy %.4f  %.0f images/s",
                progress.loss(),
                progress.accuracy(),
                progress.imagesPerSecond()));
    }

    private static String line(Progress progress) {
        double left = (progress.samples() - progress.seen()) / progress.imagesPerSecond();
        return String.format(
                Locale.ROOT,
                "epoch %d/%d  %,d of %,d  loss %s  accuracy %.4f  %.0f images/s  %s left",
                progress.epoch(),
                progress.epochs(),
                progress.seen(),
                progress.samples(),
                LossText.brief(progress.loss(), progress.penalty()),
                progress.accuracy(),
                progress.imagesPerSecond(),
                time(left));
    }

    @Override
    public Verdict onEpoch(EpochResult result, Supplier<Weights> weights) {
        close();
        out.println(String.format(
                Locale.ROOT,
                "epoch %d  loss %s  accuracy %s  validation loss %s  validation accuracy %s  %.0f images/s  %s",
                result.epoch(),
                LossText.brief(
                        result.loss(), result.penalty().map(Penalty::training).orElse(0.0)),
                Numbers.four(result.accuracy()),
                LossText.brief(
                        result.validationLoss(),
                        result.penalty().map(Penalty::validation).orElse(0.0)),
                Numbers.four(result.validationAccuracy()),
                result.imagesPerSecond(),
                time(result.seconds())));
        out.flush();
        return Verdict.CONTINUE;
    }

    /** Formats seconds as {@code 42 s} or {@code 3 min 05 s}. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
