package dev.mien.cli;

import dev.mien.download.TransferListener;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongFunction;

/** Shows transfers: on a terminal a bar for each file, elsewhere plain lines, at most one every few seconds. */
final class DownloadDisplay implements TransferListener, AutoCloseable {
    private static final int MEGABYTE = 1_000_000;

    private final PrintWriter out;
    private final Terminal terminal;
    private final LinePace pace;
    private Optional<TerminalBar> bar = Optional.empty();
    private String name = "";
    private OptionalLong total = OptionalLong.empty();

    /** @param between least time between two lines of a file in progress, without a terminal */
    DownloadDisplay(PrintWriter out, Terminal terminal, Duration between) {
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
        bar = terminal.bar(
                new Megabytes(), settings -> settings.setTaskName(file).setInitialMax(bytes.orElse(-1)));
        bar.ifPresent(shown -> shown.stepTo(already));
        if (terminal.hasLines()) {
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
        if (terminal.hasLines() && pace.isDue()) {
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
        line(file + ": " + reason + "; next attempt in " + Durations.text(pause.toMillis() / 1000.0));
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

    /** What stands beside the bar of a file. */
    private static final class Megabytes implements ProgressLine.Text {
        @Override
        public List<String> details(String left, String count) {
            return List.of(count + " MB", left);
        }

        @Override
        public LongFunction<String> numbers() {
            return bytes -> String.format(Locale.ROOT, "%.1f", bytes / (double) MEGABYTE);
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / (double) MEGABYTE);
    }

    @Override
    public void close() {
        bar.ifPresent(TerminalBar::close);
        bar = Optional.empty();
    }
}
