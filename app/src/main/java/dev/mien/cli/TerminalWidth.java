package dev.mien.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The number of columns of a terminal. It is asked again after a second, so a changed window is followed. */
final class TerminalWidth implements IntSupplier {
    /** The width of a terminal that does not tell its own. */
    static final int USUAL = 80;

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE = 2;

    private final Supplier<OptionalInt> question;
    private final LongSupplier clock;
    private int columns;
    private long asked;

    /** @param clock nanoseconds, as {@link System#nanoTime} counts them */
    TerminalWidth(Supplier<OptionalInt> question, LongSupplier clock) {
        this.question = question;
        this.clock = clock;
    }

    /** The width of the terminal that shows standard error. */
    static TerminalWidth ofProcess() {
        return new TerminalWidth(
                () -> {
                    OptionalInt told = stty();
                    return told.isPresent() ? told : stated(Objects.requireNonNullElse(System.getenv("COLUMNS"), ""));
                },
                System::nanoTime);
    }

    @Override
    public synchronized int getAsInt() {
        long now = clock.getAsLong();
        if (columns == 0 || now - asked >= FRESH) {
            columns = question.get().orElse(USUAL);
            asked = now;
        }
        return columns;
    }

    /** Asks the terminal by POSIX's {@code stty}, because Java has no call for it. */
    private static OptionalInt stty() {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec stty size <&2 2>/dev/null");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            return columns(answer);
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }

    /** The columns of an answer such as {@code 24 80}; empty for 0, which a terminal without a window says. */
    static OptionalInt columns(String answer) {
        String[] words = answer.strip().split(" ");
        return words.length == 2 ? stated(words[1]) : OptionalInt.empty();
    }

    private static OptionalInt stated(String number) {
        if (!number.matches("[1-9][0-9]{0,4}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(number));
    }
}
