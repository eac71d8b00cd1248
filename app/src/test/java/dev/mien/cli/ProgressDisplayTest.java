package dev.mien.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.training.Callback;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {
    @Test
    void aLineComesEveryTwentySecondsButNotAtTheEndOfAnEpoch() {
        StringWriter out = new StringWriter();
        AtomicLong clock = new AtomicLong();
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), Terminal.NONE, clock::get)) {
            for (int seconds = 10; seconds <= 50; seconds += 10) {
                clock.set(TimeUnit.SECONDS.toNanos(seconds));
                display.onBatch(new Callback.Progress(2, 3, 200 * seconds, 10_000, 1.5, 0.25, seconds));
            }
        }
        assertThat(out.toString().lines())
                .containsExactly(
                        "epoch 2/3  4,000 of 10,000  loss 1.5000  accuracy 0.2500  200 images/s  30 s left",
                        "epoch 2/3  8,000 of 10,000  loss 1.5000  accuracy 0.2500  200 images/s  10 s left");
    }

    @Test
    void onATerminalABarGoesToItsStream() {
        StringWriter out = new StringWriter();
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        Terminal terminal = Terminal.with(new PrintStream(screen, true, UTF_8), () -> 120, true);
        try (ProgressDisplay display = new ProgressDisplay(new PrintWriter(out), terminal)) {
            display.onBatch(new Callback.Progress(2, 3, 5_000, 10_000, 1.5, 0.25, 10));
        }
        assertThat(screen.toString(UTF_8)).contains("epoch 2/3", "50 %", "loss 1.5000  accuracy 0.2500");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 s",
        "0.4,0 s",
        "42,42 s",
        "59.4,59 s",
        "59.6,1 min 00 s",
        "185,3 min 05 s",
        "3599.4,59 min 59 s",
        "3599.6,1 h 00 min",
        "3900,1 h 05 min",
        "100000,27 h 46 min"
    })
    void timesAreWrittenForPeople(double seconds, String text) {
        assertThat(Durations.text(seconds)).isEqualTo(text);
    }
}
