package dev.mien.cli;

import dev.mien.Emotion;
import dev.mien.image.GrayImage;
import dev.mien.image.RgbImage;
import dev.mien.synthetic.SyntheticFaces;
import dev.mien.testing.SignalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A signal ends the program while it reads a folder of photos and writes marked copies. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no signal there lets a program end in order")
class ProgramEndTest {
    private static final int PHOTOS = 60;

    @TempDir
    private Path folder;

    private SignalledProgram recognize() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        for (int i = 0; i < PHOTOS; i++) {
            byte[] face = SyntheticFaces.drawImage(Emotion.all().get(i % Emotion.COUNT), i, 400);
            ImageIO.write(
                    RgbImage.of(GrayImage.of(400, 400, face)).toBufferedImage(),
                    "png",
                    photos.resolve("face" + i + ".png").toFile());
        }
        return new SignalledProgram(
                folder,
                Main.class,
                "recognize",
                photos.toString(),
                "--annotate",
                folder.resolve("marked").toString());
    }

    @Test
    void aBatchOfPhotosEndsInOrder() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(2, 40);
    }

    @Test
    @Tag("thorough")
    void aBatchOfPhotosEndsInOrderAtAnyMoment() throws IOException, InterruptedException {
        recognize().requireOrderlyEnds(60, 20);
    }
}
