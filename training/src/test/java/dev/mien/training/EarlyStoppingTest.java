package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mien.InvalidInputException;
import dev.mien.nn.Weights;
import dev.mien.training.Callback.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uses invented results, like Keras' own test of its callback. */
class EarlyStoppingTest {
    private final EarlyStopping stopping = new EarlyStopping(2);

    private Verdict epoch(int number, double accuracy) {
        Weights weights = new Weights(Map.of("epoch", new float[] {number}));
        return stopping.onEpoch(new EpochResult(number, 1, 0, 1, accuracy, 1e-3, 1, 1), () -> weights);
    }

    @Test
    void stopsAfterAsManyEpochsWithoutABetterOneAsItHasPatience() {
        assertThat(epoch(1, 0.3)).isEqualTo(Verdict.CONTINUE);
        assertThat(epoch(2, 0.2)).isEqualTo(Verdict.CONTINUE);
        assertThat(epoch(3, 0.4)).isEqualTo(Verdict.CONTINUE);
        assertThat(epoch(4, 0.4)).isEqualTo(Verdict.CONTINUE);
        assertThat(epoch(5, 0.39)).isEqualTo(Verdict.STOP);
    }

    @Test
    void keepsTheFirstOfTheBestEpochs() {
        assertThat(stopping.bestWeights()).isEmpty();
        assertThat(stopping.bestEpoch()).isEmpty();
        epoch(1, 0.3);
        epoch(2, 0.5);
        epoch(3, 0.5);
        assertThat(stopping.bestEpoch()).hasValue(2);
        assertThat(stopping.bestWeights().orElseThrow().get("epoch")).containsExactly(2f);
    }

    @Test
    void patienceIsAtLeastOne() {
        assertThatThrownBy(() -> new EarlyStopping(0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("patience is 0, expected at least 1");
    }
}
