package dev.mien.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CountDisplayTest {
    private final StringWriter messages = new StringWriter();
    private final AtomicLong clock = new AtomicLong(-3);

    private CountDisplay display(Terminal terminal, long total) {
        return new CountDisplay(new PrintWriter(messages), terminal, "pictures", total, clock::get);
    }

    private void turn(int seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void oneIsSingularAndAloneIsNotCounted() {
        try (CountDisplay display = display(Terminal.NONE, 2)) {
            turn(20);
            display.step();
        }
        try (CountDisplay display = display(Terminal.NONE, 1)) {
            turn(20);
            display.step();
        }
        assertThat(messages.toString().lines()).containsExactly("1 picture, 0.1 per second, 2 in total, 20 s left");
    }

    @Test
    void aLineComesEveryTenSecondsWithSpeedAndTimeLeft() {
        try (CountDisplay display = display(Terminal.NONE, 2_500)) {
            for (int second = 0; second < 25; second++) {
                turn(1);
                display.step(50);
            }
        }
        assertThat(messages.toString().lines())
                .containsExactly(
                        "500 pictures, 50.0 per second, 2,500 in total, 40 s left",
                        "1,000 pictures, 50.0 per second, 2,500 in total, 30 s left");
    }

    @Test
    void ofAnUnknownNumberNoTimeIsLeft() {
        try (CountDisplay display = display(Terminal.NONE, -1)) {
            turn(20);
            display.step();
        }
        assertThat(messages.toString().lines()).containsExactly("1 picture, 0.1 per second");
    }

    @Test
    void onATerminalABarGoesToItsStream() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (CountDisplay display = display(Terminal.with(new PrintStream(screen, true, UTF_8), () -> 120, true), 4)) {
            turn(20);
            display.step(3);
        }
        assertThat(screen.toString(UTF_8)).contains("pictures", "75 %", "3/4");
        assertThat(messages.toString()).isEmpty();
    }

    @Test
    void oneThingHasNoBar() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        display(Terminal.with(new PrintStream(screen, true, UTF_8), () -> 120, true), 1)
                .close();
        assertThat(screen.toByteArray()).isEmpty();
    }

    @Test
    void whatIsDoneSoonHasNoLine() {
        try (CountDisplay display = display(Terminal.NONE, 3)) {
            turn(9);
            display.step(3);
        }
        assertThat(messages.toString()).isEmpty();
    }
}
