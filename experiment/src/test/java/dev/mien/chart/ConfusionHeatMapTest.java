package dev.mien.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.Emotion;
import dev.mien.dataset.FerPlusClass;
import dev.mien.drawing.Theme;
import dev.mien.evaluation.ConfusionMatrix;
import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ConfusionHeatMapTest {
    @Test
    void rowsAreTheTruthAndColumnsThePrediction() {
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        counts[Emotion.FEAR.code()][Emotion.HAPPY.code()] = 9;
        BufferedImage image = ConfusionHeatMap.counts("Confusion", ConfusionMatrix.of(counts));
        assertThat(corner(image, Emotion.FEAR, Emotion.HAPPY)).isEqualTo(ConfusionHeatMap.blue(1));
        assertThat(corner(image, Emotion.HAPPY, Emotion.FEAR)).isEqualTo(ConfusionHeatMap.blue(0));
    }

    @Test
    void anyClassesHaveAMap() {
        int[][] counts = new int[8][8];
        counts[7][0] = 3;
        BufferedImage image = ConfusionHeatMap.counts(
                "FER+",
                FerPlusClass.emotions().stream().map(FerPlusClass::label).toList(),
                counts);
        assertThat(corner(image, 7, 0)).isEqualTo(ConfusionHeatMap.blue(1));
        assertThat(corner(image, 7, 7)).isEqualTo(ConfusionHeatMap.blue(0));
    }

    @Test
    void aClassWithoutFacesIsPaleInCountsAndShares() {
        int[][] counts = new int[Emotion.COUNT][Emotion.COUNT];
        counts[0][0] = 1;
        BufferedImage image = ConfusionHeatMap.shares("Confusion", ConfusionMatrix.of(counts));
        assertThat(corner(image, Emotion.DISGUST, Emotion.DISGUST)).isEqualTo(ConfusionHeatMap.blue(0));
        assertThat(corner(image, Emotion.ANGRY, Emotion.ANGRY)).isEqualTo(ConfusionHeatMap.blue(1));
    }

    @Test
    void textStandsOutOnEveryBlue() {
        for (int i = 0; i <= 1000; i++) {
            Color background = ConfusionHeatMap.blue(i / 1000.0);
            assertThat(Theme.contrast(ConfusionHeatMap.textColor(background), background))
                    .as("share %s", i / 1000.0)
                    .isGreaterThanOrEqualTo(Theme.READABLE);
        }
    }

    /** From pale to dark, the letters change once from black to white. */
    @Test
    void theLettersHaveOneThreshold() {
        int changes = 0;
        for (int i = 1; i <= 1000; i++) {
            Color letters = ConfusionHeatMap.textColor(ConfusionHeatMap.blue(i / 1000.0));
            assertThat(letters).isIn(Color.BLACK, Color.WHITE);
            changes += letters.equals(ConfusionHeatMap.textColor(ConfusionHeatMap.blue((i - 1) / 1000.0))) ? 0 : 1;
        }
        assertThat(changes).isEqualTo(1);
    }

    /** Values of the contrast formula's own examples: WCAG 2.2, "contrast ratio". */
    @Test
    void contrastIsThatOfWcag() {
        assertThat(Theme.contrast(Color.BLACK, Color.WHITE)).isEqualTo(21);
        assertThat(Theme.contrast(Color.WHITE, Color.WHITE)).isEqualTo(1);
        assertThat(Theme.contrast(new Color(0x767676), Color.WHITE)).isBetween(4.54, 4.55);
    }

    private static Color corner(BufferedImage image, Emotion truth, Emotion predicted) {
        return corner(image, truth.code(), predicted.code());
    }

    private static Color corner(BufferedImage image, int truth, int predicted) {
        int x = ConfusionHeatMap.LEFT + predicted * ConfusionHeatMap.CELL + 8;
        int y = ConfusionHeatMap.TOP + truth * ConfusionHeatMap.CELL + 8;
        return new Color(image.getRGB(Theme.SCALE * x, Theme.SCALE * y));
    }
}
