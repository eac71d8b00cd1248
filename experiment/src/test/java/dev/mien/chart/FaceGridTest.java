package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.drawing.Pngs;
import dev.mien.drawing.Theme;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceGridTest {
    @Test
    void twentyFourFacesStandInFourRowsOfSix() {
        BufferedImage image =
                FaceGrid.draw("Faces", Collections.nCopies(24, tile("sad (sad)", FaceGrid.Tone.RIGHT)), 6);
        assertThat(image.getWidth()).isEqualTo(FaceGrid.GAP + 6 * (FaceGrid.FACE + FaceGrid.GAP));
        assertThat(image.getHeight()).isEqualTo(FaceGrid.TITLE + 4 * (FaceGrid.FACE + FaceGrid.CAPTION) + FaceGrid.GAP);
    }

    @Test
    void rightIsFramedInGreenAndWrongInRedAndTheFaceKeepsItsGray() {
        List<FaceGrid.Tile> tiles =
                List.of(tile("sad (sad)", FaceGrid.Tone.RIGHT), tile("sad (fear)", FaceGrid.Tone.WRONG));
        BufferedImage image = FaceGrid.draw("Faces", tiles, 2);
        int middle = FaceGrid.TITLE + FaceGrid.FACE / 2;
        int second = FaceGrid.GAP + FaceGrid.FACE + FaceGrid.GAP;
        Color right = new Color(image.getRGB(FaceGrid.GAP - 1, middle));
        Color wrong = new Color(image.getRGB(second - 1, middle));
        assertThat(right.getGreen()).isGreaterThan(right.getRed());
        assertThat(wrong.getRed()).isGreaterThan(wrong.getGreen());
        assertThat(new Color(image.getRGB(second + 60, middle))).isEqualTo(new Color(100, 100, 100));
    }

    @Test
    void grayOutsideTheRangeIsHeldWithinIt() {
        float[] gray = {-20, 300, -20, 300};
        BufferedImage image = FaceGrid.draw("", List.of(new FaceGrid.Tile(gray, 2, "", FaceGrid.Tone.PLAIN)), 1);
        assertThat(new Color(image.getRGB(FaceGrid.GAP + 10, FaceGrid.TITLE + 60)))
                .isEqualTo(Color.BLACK);
    }

    /** A strip in ink at the lower edge says it; a picture with a face has none. */
    @Test
    void aBlankPictureIsMarked() {
        FaceGrid.Tile blank = new FaceGrid.Tile(new float[] {7, 7, 7, 7}, 2, "fear", FaceGrid.Tone.PLAIN);
        FaceGrid.Tile face = new FaceGrid.Tile(new float[] {7, 7, 7, 8}, 2, "fear", FaceGrid.Tone.PLAIN);
        int x = FaceGrid.GAP + 4;
        int y = FaceGrid.TITLE + FaceGrid.FACE - 4;
        assertThat(new Color(FaceGrid.draw("", List.of(blank), 1).getRGB(x, y))).isEqualTo(Theme.INK);
        assertThat(new Color(FaceGrid.draw("", List.of(face), 1).getRGB(x, y))).isNotEqualTo(Theme.INK);
    }

    @Test
    void anEmptyGridStillHasItsTitle() {
        assertThat(FaceGrid.draw("None", List.of(), 6).getHeight()).isGreaterThan(FaceGrid.TITLE);
    }

    @Test
    void aPngIsWrittenWholeAndLeavesNothingBesideIt(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("grid.png");
        Pngs.write(FaceGrid.draw("Faces", List.of(tile("sad", FaceGrid.Tone.PLAIN)), 1), file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(FaceGrid.FACE + 2 * FaceGrid.GAP);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static FaceGrid.Tile tile(String caption, FaceGrid.Tone tone) {
        float[] gray = new float[48 * 48];
        Arrays.fill(gray, 100);
        return new FaceGrid.Tile(gray, 48, caption, tone);
    }
}
