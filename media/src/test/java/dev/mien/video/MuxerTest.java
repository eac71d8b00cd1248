package dev.mien.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.MienException;
import dev.mien.io.WriteFailedException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MuxerTest {
    @TempDir
    private Path folder;

    @Test
    void thePlaceIsBlamedOnlyForWhatItRefuses() {
        Path file = folder.resolve("a.mp4");
        for (int code : new int[] {-28, -30, -13}) {
            assertThat(Muxer.failure(file, code))
                    .isInstanceOf(WriteFailedException.class)
                    .hasMessageEndingWith("Free some space or choose a folder that can be written to");
        }
        assertThat(Muxer.failure(file, -22))
                .isExactlyInstanceOf(MienException.class)
                .hasMessage(
                        "cannot write " + file + ": FFmpeg says \"Invalid argument\". Try a name with another ending:"
                                + " .mkv accepts the most");
    }
}
