package dev.mien.cli;

import dev.mien.download.TransferListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows transfers: on a terminal a bar for each file, elsewhere plain lines, at most one every few seconds. */
final class DownloadDisplay implements TransferListener, AutoCloseable {
    private static final int BAR_WIDTH = 110;
    private static final int MEGABYTE = 1_000_000;

    private final PrintWriter out;
    private final boolean terminal;
    private final LinePace pace;
    private Optional<ProgressBar> bar = Optional.empty();
    private String name = "";
    private OptionalLong total = OptionalLong.empty();

    /** @param between least time between two lines of a file in progress, without a terminal */
    DownloadDisplay(PrintWriter out, boolean terminal, Duration between) {
        this.out = out;
        this.terminal = terminal;
        pace = new LinePace(between, System::nanoTime);
    }

    @Override
    public void onStart(String file, long already, OptionalLong bytes) {
        close();
        name = file;
        total = bytes;
        pace.restart();
        if (terminal) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName(file)
                    .setInitialMax(bytes.orElse(-1))
                    .setUnit(" MB", MEGABYTE)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(200)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err, BAR_WIDTH))
                    .build());
            bar.get().stepTo(already);
        } else {
            String rest = already > 0 ? ", continues after " + megabytes(already) : "";
            line(file + ": "
                    + bytes.stream()
                            .mapToObj(DownloadDisplay::megabytes)
                            .findFirst()
                            .orElse("size unknown") + rest);
        }
    }

    @Override
    public void onBytes(long received) {
        bar.ifPresent(shown -> shown.stepTo(received));
        if (!terminal && pace.isDue()) {
            line(name + ": " + megabytes(received)
                    + total.stream()
                            .mapToObj(bytes -> " of " + megabytes(bytes))
                            .findFirst()
                            .orElse(""));
        }
    }

    @Override
    public void onRetry(String file, String reason, Duration pause) {
        close();
        line(file + ": " + reason + "; next attempt in " + ProgressDisplay.time(pause.toMillis() / 1000.0));
    }

    @Override
    public void onFile(String file, long bytes) {
        close();
        line(file + ": fetched, " + megabytes(bytes));
    }

    @Override
    public void onReading() {
        line("reading, checking and writing");
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }
}
