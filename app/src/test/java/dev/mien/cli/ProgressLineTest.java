package dev.mien.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.training.Callback;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a line of progress says at each width. */
class ProgressLineTest {
    private static String shown(int columns, boolean colors) {
        return shown(columns, colors, 0);
    }

    private static String shown(int columns, boolean colors, double penalty) {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Terminal terminal = Terminal.with(new PrintStream(screen, true, UTF_8), () -> columns, colors);
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(new StringWriter()), terminal)) {
            display.onBatch(new Callback.Progress(10, 60, 12_919, 25_838, 1.25, 0.5, 50, penalty));
        }
        return Arrays.stream(screen.toString(UTF_8).split("\r"))
                .filter(line -> line.contains("epoch"))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static String plain(String line) {
        return line.replaceAll("\u001b\\[[0-9;]*[mK]", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 20, 40, 41, 60, 80, 99, 100, 120, 200})
    void noLineIsAsLongAsItsTerminalIsWide(int columns) {
        assertThat(plain(shown(columns, true))).hasSizeLessThan(columns);
    }

    /** First the speed is left out, then the count, then the accuracy, then the loss. */
    @ParameterizedTest
    @CsvSource({
        "40, false, false, false, false",
        "60, true, false, false, false",
        "80, true, true, false, false",
        "95, true, true, true, false",
        "120, true, true, true, true"
    })
    void aNarrowTerminalShowsTheMostImportant(
            int columns, boolean loss, boolean accuracy, boolean count, boolean speed) {
        String line = plain(shown(columns, true));
        assertThat(line).startsWith("epoch 10/60  50 %  █████").contains(" left");
        assertThat(line.contains("loss 1.2500")).isEqualTo(loss);
        assertThat(line.contains("accuracy 0.5000")).isEqualTo(accuracy);
        assertThat(line.contains("12,919/25,838")).isEqualTo(count);
        assertThat(line.contains("258 images/s")).isEqualTo(speed);
    }

    /** The parts of a loss are less important than the accuracy, and more than the count. */
    @Test
    void aWideTerminalShowsThePartsOfTheLoss() {
        String parts = "loss 1.2500  (0.9500 + penalty 0.3000)  accuracy 0.5000";
        assertThat(plain(shown(80, true, 0.3)))
                .contains("loss 1.2500  accuracy 0.5000")
                .doesNotContain("penalty");
        assertThat(plain(shown(100, true, 0.3))).contains(parts).doesNotContain("12,919", "images/s");
        assertThat(plain(shown(120, true, 0.3)))
                .contains(parts + "  12,919/25,838")
                .doesNotContain("images/s");
        assertThat(plain(shown(140, true, 0.3))).contains(parts + "  12,919/25,838  258 images/s");
        assertThat(plain(shown(140, true, 0))).contains("loss 1.2500  accuracy 0.5000  12,919/25,838");
    }

    @Test
    void aLineOfOutputIsBrokenBetweenItsParts() {
        List<String> parts = List.of("epoch 1", "loss 1.2500", "accuracy 0.5000");
        assertThat(Terminal.line(parts, 38)).isEqualTo("epoch 1  loss 1.2500  accuracy 0.5000");
        assertThat(Terminal.line(parts, 37)).isEqualTo("epoch 1  loss 1.2500  accuracy 0.5000");
        assertThat(Terminal.line(parts, 36).lines()).containsExactly("epoch 1  loss 1.2500", "  accuracy 0.5000");
        assertThat(Terminal.line(parts, 12).lines()).containsExactly("epoch 1", "  loss 1.2500", "  accuracy 0.5000");
        assertThat(Terminal.NONE.line(parts)).isEqualTo("epoch 1  loss 1.2500  accuracy 0.5000");
    }

    @Test
    void coloursCanBeTurnedOff() {
        assertThat(shown(80, true)).contains("\u001b[33m");
        assertThat(shown(80, false)).doesNotContain("m█", "\u001b[0m");
    }

    /** A closed bar leaves an empty line, on which the next message stands. */
    @Test
    void aClosedBarIsGone() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Terminal terminal = Terminal.with(new PrintStream(screen, true, UTF_8), () -> 80, true);
        try (CountDisplay display =
                new CountDisplay(new PrintWriter(new StringWriter()), terminal, "pictures", 4, System::nanoTime)) {
            display.step();
        }
        assertThat(screen.toString(UTF_8)).endsWith("\r\u001b[K\r").doesNotContain("\n");
    }

    /** Even if it is closed before its own thread has drawn it for the first time. */
    @Test
    void aBarOfAMomentIsGone() {
        for (int i = 0; i < 20; i++) {
            ByteArrayOutputStream screen = new ByteArrayOutputStream();
            Terminal terminal = Terminal.with(new PrintStream(screen, true, UTF_8), () -> 80, true);
            new CountDisplay(new PrintWriter(new StringWriter()), terminal, "pictures", 4, System::nanoTime).close();
            assertThat(screen.toString(UTF_8)).endsWith("\r\u001b[K\r");
        }
    }

    @Test
    void theTerminalIsAskedAgainAfterASecond() {
        AtomicInteger columns = new AtomicInteger(80);
        AtomicLong clock = new AtomicLong(-5);
        TerminalWidth width = new TerminalWidth(() -> OptionalInt.of(columns.get()), clock::get);
        assertThat(width.getAsInt()).isEqualTo(80);
        columns.set(40);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(900));
        assertThat(width.getAsInt()).isEqualTo(80);
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(200));
        assertThat(width.getAsInt()).isEqualTo(40);
        assertThat(new TerminalWidth(OptionalInt::empty, clock::get).getAsInt()).isEqualTo(80);
    }

    @ParameterizedTest
    @CsvSource({"24 80, 80", "50 132, 132", "0 0, -1", "'', -1", "stty: not a terminal, -1", "24 x, -1"})
    void sttyAnswersWithRowsAndColumns(String answer, int columns) {
        assertThat(TerminalWidth.columns(answer + "\n").orElse(-1)).isEqualTo(columns);
    }
}
