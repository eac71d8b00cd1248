package dev.mien.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.image.RgbImage;
import dev.mien.video.LiveFrame;
import dev.mien.video.TrackedFrame;
import dev.mien.video.VideoInfo;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CameraLinesTest {
    private static final VideoInfo INFO = new VideoInfo(8, 8, 25, OptionalDouble.empty(), "rawvideo", false);
    private static final LiveFrame FRAME = new LiveFrame(
            new TrackedFrame(3, 0.12, RgbImage.of(new BufferedImage(8, 8, BufferedImage.TYPE_3BYTE_BGR)), List.of()),
            0,
            0.01);

    private final StringWriter text = new StringWriter();

    @Test
    void itWritesALineForEachFrame() {
        try (CameraLines lines = new CameraLines(new PrintWriter(text), "a camera", INFO)) {
            assertThat(lines.show(FRAME)).isTrue();
            assertThat(lines.show(FRAME)).isTrue();
        }
        assertThat(text.toString().lines()).hasSize(2).allMatch(line -> line.contains("\"faces\""));
    }

    @Test
    void aWriterThatFailsEndsIt() {
        PrintWriter broken = new PrintWriter(Writer.nullWriter());
        broken.close();
        try (CameraLines lines = new CameraLines(broken, "a camera", INFO)) {
            assertThat(lines.show(FRAME)).isFalse();
        }
    }
}
