package dev.mien.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.EmotionScores;
import dev.mien.InvalidInputException;
import dev.mien.image.GrayImage;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HeatMapPictureTest {
    private static final int PLACES = 6;
    private static final int GRAY = 100;

    private static EmotionScores happyThenSad() {
        double[] scores = new double[Emotion.COUNT];
        scores[Emotion.HAPPY.code()] = 0.7;
        scores[Emotion.SAD.code()] = 0.3;
        return new EmotionScores(scores);
    }

    private static GrayImage face() {
        byte[] pixels = new byte[48 * 48];
        Arrays.fill(pixels, (byte) GRAY);
        return GrayImage.of(48, 48, pixels);
    }

    private static float[][][] maps() {
        float[][][] maps = new float[Emotion.COUNT][PLACES][PLACES];
        maps[Emotion.HAPPY.code()][4][1] = 3;
        maps[Emotion.SAD.code()][1][4] = 1;
        maps[Emotion.SAD.code()][4][1] = -3;
        maps[Emotion.FEAR.code()][2][2] = 99;
        return maps;
    }

    /** The middle of a place in one of the three panels. */
    private static Color at(BufferedImage picture, int panel, int row, int column) {
        double place = HeatMapPicture.SIDE / (double) PLACES;
        double x = HeatMapPicture.MARGIN + panel * (HeatMapPicture.SIDE + HeatMapPicture.GAP) + (column + 0.5) * place;
        double y = HeatMapPicture.TOP + (row + 0.5) * place;
        return new Color(picture.getRGB((int) (Theme.SCALE * x), (int) (Theme.SCALE * y)));
    }

    /** The number is in the upper right corner, and changes nothing else. */
    @Test
    void aNumberIsInTheCorner() {
        BufferedImage plain = HeatMapPicture.draw(face(), happyThenSad(), false, maps());
        BufferedImage numbered =
                HeatMapPicture.numbered(HeatMapPicture.draw(face(), happyThenSad(), false, maps()), 12);
        int changed = 0;
        for (int y = 0; y < plain.getHeight(); y++) {
            for (int x = 0; x < plain.getWidth(); x++) {
                if (plain.getRGB(x, y) != numbered.getRGB(x, y)) {
                    changed++;
                    assertThat(x)
                            .isBetween(
                                    plain.getWidth() - Theme.SCALE * (HeatMapPicture.MARGIN + 40),
                                    plain.getWidth() - Theme.SCALE * HeatMapPicture.MARGIN);
                    assertThat(y).isLessThan(Theme.SCALE * HeatMapPicture.TOP);
                }
            }
        }
        assertThat(changed).isGreaterThan(100);
    }

    @Test
    void theBestTwoEmotionsAreShownWhereTheirEvidenceStands() {
        BufferedImage picture = HeatMapPicture.draw(face(), happyThenSad(), false, maps());
        Color nothing = HeatColors.over(GRAY, 0);
        assertThat(at(picture, 0, 4, 1)).isEqualTo(new Color(GRAY, GRAY, GRAY));
        assertThat(at(picture, 1, 4, 1).getRed())
                .isCloseTo(HeatColors.over(GRAY, 1).getRed(), within(4));
        assertThat(at(picture, 1, 1, 4)).isEqualTo(nothing);
        assertThat(at(picture, 2, 4, 1)).as("what speaks against it").isEqualTo(nothing);
        assertThat(at(picture, 2, 1, 4)).isNotEqualTo(nothing);
        assertThat(at(picture, 2, 1, 4).getRed())
                .as("on the scale of the best")
                .isLessThan(at(picture, 1, 4, 1).getRed());
    }

    @Test
    void aMapWithoutEvidenceIsDark() {
        BufferedImage picture =
                HeatMapPicture.draw(face(), happyThenSad(), true, new float[Emotion.COUNT][PLACES][PLACES]);
        assertThat(at(picture, 1, 3, 3)).isEqualTo(HeatColors.over(GRAY, 0));
    }

    @Test
    void anUnsureAnswerSaysSo() {
        BufferedImage sure = HeatMapPicture.draw(face(), happyThenSad(), false, maps());
        BufferedImage unsure = HeatMapPicture.draw(face(), happyThenSad(), true, maps());
        int height = Theme.SCALE * HeatMapPicture.TOP;
        int width = sure.getWidth();
        assertThat(unsure.getRGB(0, 0, width, height, null, 0, width))
                .isNotEqualTo(sure.getRGB(0, 0, width, height, null, 0, width));
    }

    @Test
    void anotherNumberOfMapsIsRefused() {
        assertThatThrownBy(() -> HeatMapPicture.draw(face(), happyThenSad(), false, new float[3][PLACES][PLACES]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("a face has 3 activation maps, expected 7, one for each emotion");
    }

    /** CIELAB's lightness of "inferno" rises evenly, which is what a perceptually even map is. */
    @Test
    void coloursRiseInLightnessByEvenSteps() {
        double whole = lightness(HeatColors.of(1)) - lightness(HeatColors.of(0));
        for (int i = 0; i < 9; i++) {
            double step = lightness(HeatColors.of((i + 1) / 9.0)) - lightness(HeatColors.of(i / 9.0));
            assertThat(step / whole).as("step %s of nine", i).isBetween(0.07, 0.15);
        }
    }

    /** From the contrast with black, which is (luminance + 0.05) / 0.05. */
    private static double lightness(Color color) {
        double luminance = 0.05 * Theme.contrast(color, Color.BLACK) - 0.05;
        return luminance > 0.008856 ? 116 * Math.cbrt(luminance) - 16 : 903.3 * luminance;
    }

    @Test
    void aSurfaceKeepsAnEvenMapAndTheRangeOfAnUnevenOne() {
        float[][] even = new float[3][4];
        Arrays.stream(even).forEach(row -> Arrays.fill(row, 2.5f));
        for (float[] row : SmoothMap.of(even, 40, 30)) {
            assertThat(row).hasSize(40).usingComparatorWithPrecision(1e-5f).containsOnly(2.5f);
        }
        float[][] peak = {{0, 0, 0}, {0, 9, 0}, {0, 0, 0}};
        float[][] surface = SmoothMap.of(peak, 9, 9);
        assertThat(surface[4][4]).as("the splines' middle, 2/3 each way").isCloseTo(9 * 4 / 9f, within(1e-4f));
        assertThat(surface[4][1]).isBetween(0f, surface[4][4]);
        assertThat(surface[1][4]).isEqualTo(surface[4][1]);
    }
}
