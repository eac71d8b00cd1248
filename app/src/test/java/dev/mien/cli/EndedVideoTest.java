package dev.mien.cli;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.SignalledProgram;
import dev.mien.video.VideoFormat;
import dev.mien.video.VideoWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the program while it reads a video and writes a marked copy, so that FFmpeg decodes and encodes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class EndedVideoTest {
    private static final int SIDE = 320;

    /** So many that the signal comes in time. */
    private static final int FRAMES = 1500;

    private static final double RATE = 25;

    @TempDir
    private Path folder;

    private SignalledProgram recognize() {
        Path video = folder.resolve("video.mp4");
        BufferedImage frame = RgbImage.of(GrayImage.of(SIDE, SIDE, SyntheticFaces.drawImage(Emotion.HAPPY, 1, SIDE)))
                .toBufferedImage();
        try (VideoWriter writer = VideoWriter.create(video, new VideoFormat(SIDE, SIDE, RATE, Optional.empty()))) {
            for (int i = 0; i < FRAMES; i++) {
                writer.write(frame, i / RATE);
            }
            writer.finish();
        }
        return new SignalledProgram(
                folder,
                Main.class,
                "recognize",
                video.toString(),
                "--format",
                "jsonl",
                "--annotate",
                folder.resolve("marked.mp4").toString());
    }

    @Test
    void aVideoEndsInOrder() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(2, 150);
    }

    @Test
    @Tag("thorough")
    void aVideoEndsInOrderAtAnyMoment() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(40, 37);
    }
}
