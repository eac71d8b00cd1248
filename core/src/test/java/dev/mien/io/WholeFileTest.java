package dev.mien.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WholeFileTest {
    @TempDir
    private Path folder;

    private static void assertReason(Reading reading, String reason) {
        assertThatThrownBy(reading::read)
                .isInstanceOfSatisfying(
                        IOException.class, e -> assertThat(FailureReason.of(e)).isEqualTo(reason));
    }

    private interface Reading {
        byte[] read() throws IOException;
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        Process making = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assertThat(making.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return pipe;
    }

    @Test
    void noMoreIsReadThanThereIsRoomFor() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1001]);
        assertThat(WholeFile.read(file, 1001)).hasSize(1001);
        assertReason(() -> WholeFile.read(file, 1000), "it has 1,001 bytes, at most 1,000 are read");
        assertThatThrownBy(() -> WholeFile.read(folder.resolve("nothing"), 9)).isInstanceOf(FileSystemException.class);
        assertReason(() -> WholeFile.readRegular(folder, 9), "it is a folder");
    }

    /** Nothing is written to it. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no mkfifo there")
    void aPipeInAFilesPlaceIsNotWaitedFor() throws IOException, InterruptedException {
        Path pipe = pipe();
        assertReason(() -> WholeFile.readRegular(pipe, 9), "it is not a regular file");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "no mkfifo there")
    void aPipeCanBeRead() throws IOException, InterruptedException {
        Path pipe = pipe();
        for (int most : new int[] {70_000, 69_999}) {
            Thread writer = new Thread(() -> {
                try {
                    Files.write(pipe, "x".repeat(70_000).getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // the reader has closed it
                }
            });
            writer.start();
            if (most == 70_000) {
                assertThat(WholeFile.read(pipe, most)).hasSize(70_000);
            } else {
                assertReason(() -> WholeFile.read(pipe, most), "it has 70,000 bytes, at most 69,999 are read");
            }
            writer.join();
        }
    }
}
