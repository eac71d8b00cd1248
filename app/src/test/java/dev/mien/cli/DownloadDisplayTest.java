package dev.mien.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DownloadDisplayTest {
    private static String shown(Terminal terminal, Duration between) {
        StringWriter out = new StringWriter();
        try (DownloadDisplay display = new DownloadDisplay(new PrintWriter(out), terminal, between)) {
            display.onStart("a.zip", 1_000_000, OptionalLong.of(9_000_000));
            display.onBytes(5_000_000);
            display.onRetry("a.zip", "it ended", Duration.ofSeconds(2));
            display.onStart("a.zip", 5_000_000, OptionalLong.empty());
            display.onFile("a.zip", 9_000_000);
        }
        return out.toString();
    }

    @Test
    void progressIsPlainLinesWhereThereIsNoTerminal() {
        assertThat(shown(Terminal.NONE, Duration.ZERO).lines())
                .containsExactly(
                        "a.zip: 9.0 MB, continues after 1.0 MB",
                        "a.zip: 5.0 MB of 9.0 MB",
                        "a.zip: it ended; next attempt in 2 s",
                        "a.zip: size unknown, continues after 5.0 MB",
                        "a.zip: fetched, 9.0 MB");
        assertThat(shown(Terminal.NONE, Duration.ofHours(1))).doesNotContain("5.0 MB of");
    }

    @Test
    void onATerminalTheBarTakesThePlaceOfLines() {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        assertThat(shown(Terminal.with(new PrintStream(screen, true, UTF_8), () -> 120, true), Duration.ZERO)
                        .lines())
                .containsExactly("a.zip: it ended; next attempt in 2 s", "a.zip: fetched, 9.0 MB");
        assertThat(screen.toString(UTF_8)).contains("a.zip", "5.0/9.0 MB");
    }
}
