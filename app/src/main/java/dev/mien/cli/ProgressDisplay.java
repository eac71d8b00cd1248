package dev.mien.cli;

import dev.mien.experiment.Numbers;
import dev.mien.nn.Weights;
import dev.mien.training.Callback;
import dev.mien.training.EpochResult;
import dev.mien.training.Penalty;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
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

    private final PrintWriter out;
    private final Terminal terminal;
    private final LinePace pace;
    private volatile Progress latest = new Progress(1, 1, 0, 0, 0, 0, 0);
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
        latest = progress;
        if (bar.isEmpty()) {
            bar = open(progress);
        }
        bar.ifPresent(shown -> shown.stepTo(progress.seen()));
        if (terminal.hasLines() && progress.seen() < progress.samples() && pace.isDue()) {
            out.println(line(progress));
            out.flush();
        }
        return Verdict.CONTINUE;
    }

    private Optional<ProgressBar> open(Progress progress) {
        String epoch = String.format(Locale.ROOT, "epoch %d/%d", progress.epoch(), progress.epochs());
        return terminal.bar(
                this::details, settings -> settings.setTaskName(epoch).setInitialMax(progress.samples()));
    }

    /** The speed is the first to be left out, then the count, then the accuracy. */
    private List<String> details(String left, String count) {
        Progress now = latest;
        return List.of(
                left,
                String.format(Locale.ROOT, "loss %.4f", now.loss()),
                String.format(Locale.ROOT, "accuracy %.4f", now.accuracy()),
                count,
                String.format(Locale.ROOT, "%.0f images/s", now.imagesPerSecond()));
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
                Durations.text(left));
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
                Durations.text(result.seconds())));
        out.flush();
        return Verdict.CONTINUE;
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
