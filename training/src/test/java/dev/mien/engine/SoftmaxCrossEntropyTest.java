package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.nn.Head;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {
    private static final List<Head> HEADS = List.of(new Head(0, 3), new Head(3, 2));
    private static final float[] OUTPUTS = {0.3f, -1.2f, 2f, 0.5f, -0.4f, 1.5f, 0.1f, -0.7f, -2f, 3f};

    /**
     * The first head's targets are smoothed. The second head's have the weight 2 in the first sample, and 0 in the
     * second.
     */
    private static final float[] TARGETS = {0.1f, 0.1f, 0.8f, 0.5f, 1.5f, 0.9f, 0.05f, 0.05f, 0, 0};

    private static double loss(float[] outputs) {
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.of(outputs, TARGETS, 2, HEADS);
        return loss.total() + loss.others();
    }

    @Test
    void eachHeadHasASoftmaxOfItsOwn() {
        float[][] probabilities = SoftmaxCrossEntropy.probabilities(OUTPUTS, 2, HEADS);
        for (float[] row : probabilities) {
            assertThat(row[0] + row[1] + row[2]).isCloseTo(1, within(1e-6f));
            assertThat(row[3] + row[4]).isCloseTo(1, within(1e-6f));
        }
        assertThat(probabilities[0][3]).isCloseTo((float) (1 / (1 + Math.exp(-0.9))), within(1e-6f));
    }

    @Test
    void lossesAreThoseOfTheDefinition() {
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.of(OUTPUTS, TARGETS, 2, HEADS);
        float[][] p = SoftmaxCrossEntropy.probabilities(OUTPUTS, 2, HEADS);
        double first = 0;
        for (int i = 0; i < 2; i++) {
            for (int c = 0; c < 3; c++) {
                first -= TARGETS[i * 5 + c] * Math.log(p[i][c]);
            }
        }
        assertThat(loss.total()).isCloseTo(first, within(1e-5));
        assertThat(loss.others()).isCloseTo(-0.5 * Math.log(p[0][3]) - 1.5 * Math.log(p[0][4]), within(1e-5));
        assertThat(loss.correct()).isEqualTo(2);
    }

    @Test
    void theGradientIsTheLossesSlope() {
        float[] gradient = SoftmaxCrossEntropy.of(OUTPUTS, TARGETS, 2, HEADS).gradient();
        for (int i = 0; i < OUTPUTS.length; i++) {
            float[] up = OUTPUTS.clone();
            float[] down = OUTPUTS.clone();
            up[i] += 0.01f;
            down[i] -= 0.01f;
            double slope = (loss(up) - loss(down)) / (up[i] - down[i]) / 2;
            assertThat((double) gradient[i]).as("output " + i).isCloseTo(slope, within(1e-4));
        }
        assertThat(gradient[8]).isZero();
        assertThat(gradient[9]).isZero();
    }
}
