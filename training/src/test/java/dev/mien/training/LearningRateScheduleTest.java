package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearningRateScheduleTest {
    /**
     * From torch 2.13, with OneCycleLR(SGD(lr=1), max_lr=1, total_steps=10, pct_start=0.3, div_factor=25,
     * final_div_factor=1e4).
     */
    private static final double[] TORCH = {
        0.04, 0.52, 1.0, 0.9504845, 0.8117456, 0.6112620, 0.3887420, 0.1882584, 0.0495195, 4e-06
    };

    @Test
    void aCosineWithWarmUpGoesUpStraightAndDownByHalfACosine() {
        LearningRateSchedule schedule = new LearningRateSchedule.Cosine(0.2, 0.1);
        assertThat(schedule.factor(0)).isZero();
        assertThat(schedule.factor(0.05)).isCloseTo(0.25, within(1e-12));
        assertThat(schedule.factor(0.2)).isEqualTo(1);
        assertThat(schedule.factor(0.6)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.factor(0.4)).isCloseTo(0.1 + 0.9 * (1 + Math.cos(Math.PI / 4)) / 2, within(1e-12));
        assertThat(schedule.factor(1)).isCloseTo(0.1, within(1e-12));
        assertThat(new LearningRateSchedule.Cosine(0, 0).factor(0)).isEqualTo(1);
    }

    @Test
    void oneCycleEqualsTorch() {
        LearningRateSchedule schedule = new LearningRateSchedule.OneCycle(2.0 / 9, 1 / 25.0, 1 / 25e4);
        for (int step = 0; step < TORCH.length; step++) {
            assertThat(schedule.factor(step / 9.0)).as("step " + step).isCloseTo(TORCH[step], within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0.49, 1", "0.5, 0.1", "0.74, 0.1", "0.75, 0.01", "1, 0.01"})
    void stepsDropAtTheirPlaces(double progress, double factor) {
        assertThat(new LearningRateSchedule.Steps(List.of(0.5, 0.75), 0.1).factor(progress))
                .isCloseTo(factor, within(1e-12));
    }

    @Test
    void aStepStandsInItsMiddleAndNoneGoesBeyondTheEnd() {
        LearningRateSchedule schedule = new LearningRateSchedule.Cosine(0.5, 0);
        assertThat(schedule.factor(1, 4)).isCloseTo(0.25, within(1e-12));
        assertThat(schedule.factor(2, 4)).isCloseTo(0.75, within(1e-12));
        assertThat(schedule.factor(4, 4)).isPositive();
        assertThat(schedule.factor(9, 4)).isCloseTo(0, within(1e-12));
        assertThat(LearningRateSchedule.CONSTANT.factor(3, 4)).isEqualTo(1);
    }

    @Test
    void whatIsNoScheduleIsRefused() {
        assertThatThrownBy(() -> new LearningRateSchedule.Cosine(1, 0))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the share of steps for warm-up is 1.0, expected 0 to below 1");
        assertThatThrownBy(() -> new LearningRateSchedule.OneCycle(0.3, 0.04, 2))
                .hasMessage("the factor at the end of the cycle is 2.0, expected 0 to 1");
        assertThatThrownBy(() -> new LearningRateSchedule.Steps(List.of(0.75, 0.5), 0.1))
                .hasMessageContaining("[0.75, 0.5]")
                .hasMessageContaining("rising");
        assertThatThrownBy(() -> new LearningRateSchedule.Steps(List.of(0.5), 0))
                .hasMessageContaining("drop is 0.0");
    }
}
