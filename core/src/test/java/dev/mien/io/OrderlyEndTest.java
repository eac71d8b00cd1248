package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal in the middle of writing, in a JVM of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class OrderlyEndTest {
    @TempDir
    private Path folder;

    /** Writes one half, waits to be stopped, takes its time, and writes the other. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            CountDownLatch stopped = new CountDownLatch(1);
            Duration patience = Duration.ofMillis(Long.parseLong(arguments[1]));
            long more = Long.parseLong(arguments[2]);
            try (OrderlyEnd work = OrderlyEnd.begin(stopped::countDown, patience)) {
                AtomicFile.write(Path.of(arguments[0]), out -> {
                    out.write("one half and ".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    System.out.println("writing");
                    try {
                        stopped.await();
                        Thread.sleep(more);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    out.write("the other".getBytes(StandardCharsets.UTF_8));
                });
            }
        }
    }

    /** Returns when the process has ended by a signal that came while it wrote. */
    private Path writeAndEnd(long patienceMillis, long moreMillis) throws Exception {
        Path file = folder.resolve("file.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString(),
                        Long.toString(patienceMillis),
                        Long.toString(moreMillis))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("writing");
            process.destroy();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return file;
    }

    @Test
    void whatIsBeingWrittenIsFinished() throws Exception {
        assertThat(writeAndEnd(60_000, 500)).hasContent("one half and the other");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void patienceEndsAndNothingIsLeft() throws Exception {
        assertThat(writeAndEnd(100, 60_000)).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }
}
