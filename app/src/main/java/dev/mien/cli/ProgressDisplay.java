package dev.mien.cli;

import dev.mien.experiment.Numbers;
import dev.mien.nn.Weights;
import dev.mien.training.Callback;
import dev.mien.training.EpochResult;
import dev.mien.training.Penalty;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows a training: on a terminal a bar for each epoch, elsewhere plain lines, at most one every
 * {@value #SECONDS_BETWEEN} seconds.
 */
final class ProgressDisplay implements Callback, AutoCloseable {
    private static final int SECONDS_BETWEEN = 20;

    /** The place of the loss's parts among the details, by importance. */
    private static final int PARTS = 3;

    private final PrintWriter out;
    private final Terminal terminal;
    private final LinePace pace;
    private volatile Progress latest = new Progress(1, 1, 0, 0, 0, 0, 0);
    private Optional<TerminalBar> bar = Optional.empty();

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

    private Optional<TerminalBar> open(Progress progress) {
        String epoch = String.format(Locale.ROOT, "epoch %d/%d", progress.epoch(), progress.epochs());
        return terminal.bar(
                new Details(), settings -> settings.setTaskName(epoch).setInitialMax(progress.samples()));
    }

    /** What stands beside the bar of an epoch. */
    private final class Details implements ProgressLine.Text {
        /** The speed is the first to be left out, then the count, then the parts of the loss, then the accuracy. */
        @Override
        public List<String> details(String left, String count) {
            Progress now = latest;
            return List.of(
                    left,
                    "loss " + Numbers.four(now.loss()),
                    "accuracy " + Numbers.four(now.accuracy()),
                    LossText.parts(now.loss(), now.penalty()),
                    count,
                    String.format(Locale.ROOT, "%.0f images/s", now.imagesPerSecond()));
        }

        /** The parts of the loss follow it. */
        @Override
        public List<String> arranged(List<String> shown) {
            String parts = LossText.parts(latest.loss(), latest.penalty());
            List<String> line = new ArrayList<>(shown);
            if (!parts.isEmpty() && line.size() > PARTS && line.remove(parts)) {
                line.add(PARTS - 1, parts);
            }
            return line;
        }
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
        out.println(terminal.line(List.of(
                "epoch " + result.epoch(),
                "loss "
                        + LossText.brief(
                                result.loss(),
                                result.penalty().map(Penalty::training).orElse(0.0)),
                "accuracy " + Numbers.four(result.accuracy()),
                "validation loss "
                        + LossText.brief(
                                result.validationLoss(),
                                result.penalty().map(Penalty::validation).orElse(0.0)),
                "validation accuracy " + Numbers.four(result.validationAccuracy()),
                String.format(Locale.ROOT, "%.0f images/s", result.imagesPerSecond()),
                Durations.text(result.seconds()))));
        out.flush();
        return Verdict.CONTINUE;
    }

    @Override
    public void close() {
        bar.ifPresent(TerminalBar::close);
        bar = Optional.empty();
    }
}
