package dev.mien.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.engine.Network;
import dev.mien.engine.Precision;
import dev.mien.synthetic.SyntheticFaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeepeningTest {
    private static final ModelArchitecture MIEN = Architectures.named("mien");
    private static final ModelArchitecture DEEP = Architectures.named("mien-deep");

    @Test
    void whatBothHaveIsTakenOverInItsPlace() {
        Weights shallow = Weights.initial(MIEN, 1);
        Weights deep = Deepening.of(MIEN, shallow, "RUN", DEEP, 2);

        deep.requireFit(DEEP, "the deeper set");
        assertThat(deep.get("conv2d_5.kernel")).isEqualTo(shallow.get("conv2d_5.kernel"));
        assertThat(deep.get("conv2d_9.kernel"))
                .as("the third stage's first, after the second's new residual")
                .isEqualTo(shallow.get("conv2d_7.kernel"));
        assertThat(deep.get("two_heads.kernel")).isEqualTo(shallow.get("two_heads.kernel"));
        assertThat(deep.get("batch_normalization_7.gamma")).containsOnly(1);
        assertThat(deep.get("batch_normalization_8.gamma")).as("of what is new").containsOnly(0.1f);
        assertThat(deep.get("conv2d_7.kernel"))
                .isEqualTo(Weights.initial(DEEP, 2).get("conv2d_7.kernel"));
        assertThat(DEEP.parameterCount()).isEqualTo(7_678_895);
    }

    @Test
    void theDeeperNetworkAnswersNearlyAsTheOther() {
        Weights shallow = Weights.initial(MIEN, 1);
        float[][] expected = answers(MIEN, shallow);

        double taken = distance(expected, answers(DEEP, Deepening.of(MIEN, shallow, "RUN", DEEP, 2)));
        double fresh = distance(expected, answers(DEEP, Weights.initial(DEEP, 2)));

        assertThat(taken).isPositive().isLessThan(fresh / 5);
    }

    private static float[][] answers(ModelArchitecture architecture, Weights weights) {
        int count = 4;
        Dataset drawn = SyntheticFaces.draw(count, 9);
        float[] faces = new float[count * 48 * 48];
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < 48 * 48; p++) {
                faces[i * 48 * 48 + p] = (drawn.pixel(i, p % 48, p / 48) - 128) / 64f;
            }
        }
        try (Network network = new Network(architecture, weights, Precision.FP32, 2)) {
            return network.probabilities(faces, count);
        }
    }

    private static double distance(float[][] some, float[][] others) {
        double sum = 0;
        for (int i = 0; i < some.length; i++) {
            for (int c = 0; c < some[i].length; c++) {
                sum += Math.abs(some[i][c] - others[i][c]);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({"mien-deep, mien", "small, mien-deep", "mien-emotions, mien-deep", "article, small"})
    void anythingElseIsRefused(String from, String to) {
        ModelArchitecture shallow = Architectures.named(from);
        Weights weights = Weights.initial(shallow, 1);

        assertThatThrownBy(() -> Deepening.of(shallow, weights, "RUN", Architectures.named(to), 1))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("RUN holds weights of the architecture '" + from + "'. '" + to
                        + "' cannot start from them, because it is not '" + from + "' with additional residuals."
                        + " Choose '" + from + "', or a deeper one");
    }
}
