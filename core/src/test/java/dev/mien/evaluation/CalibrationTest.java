package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    private static final String FOLDER = "/golden/judging/";

    @ParameterizedTest
    @ValueSource(strings = {"too-sure", "too-unsure", "just-right", "extreme"})
    void equalsNetcalAndScipy(String name) {
        GoldenCase golden = new GoldenCase(FOLDER, name);
        Predictions predictions = golden.predictions();
        Temperature temperature = Temperature.fit(predictions);
        Calibration.Measure before = Calibration.Measure.of(predictions);
        Calibration.Measure after = Calibration.Measure.of(temperature.applyTo(predictions));

        double expected = golden.values().get("temperature");
        assertThat(temperature.value()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(before.expectedCalibrationError()).isCloseTo(golden.values().get("error-before"), within(1e-7));
        assertThat(after.expectedCalibrationError()).isCloseTo(golden.values().get("error-after"), within(1e-6));
        assertThat(after.logLoss()).isCloseTo(golden.values().get("loss-after"), within(1e-6));
    }

    @Test
    void aTemperatureChangesNoPrediction() {
        Predictions predictions = new GoldenCase(FOLDER, "too-sure").predictions();
        Predictions cooled = new Temperature(3).applyTo(predictions);
        for (int i = 0; i < predictions.size(); i++) {
            assertThat(cooled.predicted(i)).isEqualTo(predictions.predicted(i));
            assertThat(cooled.confidence(i)).isLessThanOrEqualTo(predictions.confidence(i));
        }
        assertThat(cooled.sameSamples(predictions)).isTrue();
    }

    /** softmax(ln p / 2) by hand: 0.64 and six times 0.06 become 0.8 and 0.245 each, over their sum. */
    @Test
    void scalesAsByHand() {
        Predictions scaled = new Temperature(2).applyTo(sure(1, .64f));
        double sum = .8 + 6 * Math.sqrt(.06);
        assertThat(scaled.probability(0, 0)).isCloseTo((float) (.8 / sum), within(1e-6f));
        assertThat(scaled.probability(0, 3)).isCloseTo((float) (Math.sqrt(.06) / sum), within(1e-6f));
    }

    @Test
    void aModelThatIsAlwaysRightIsMadeAsSureAsTheRangeAllows() {
        assertThat(Temperature.fit(sure(10, .64f)).value()).isCloseTo(Temperature.LOWEST, within(1e-9));
    }

    @Test
    void binsHoldTheirUpperEnds() {
        ReliabilityDiagram diagram = ReliabilityDiagram.of(sure(4, 1));
        assertThat(diagram.bins()).hasSize(15);
        assertThat(diagram.bins().get(14).count()).isEqualTo(4);
        assertThat(diagram.bins().get(14).accuracy()).isEqualTo(1);
        assertThat(diagram.expectedCalibrationError()).isZero();
        assertThat(ReliabilityDiagram.of(sure(3, .64f)).bins().get(9).count()).isEqualTo(3);
        assertThat(ReliabilityDiagram.of(sure(3, .64f)).expectedCalibrationError())
                .isCloseTo(.36, within(1e-6));
    }

    @Test
    void isMeasuredOnRowsThatItWasNotFittedOn() {
        Predictions all = new GoldenCase(FOLDER, "too-sure").predictions();
        Predictions some = all.select(IntStream.range(0, 300).toArray());
        Predictions others = all.select(IntStream.range(300, 400).toArray());
        Calibration calibration = Calibration.of(some, others);
        assertThat(calibration.temperature()).isEqualTo(Temperature.fit(some));
        assertThat(calibration.fittedRows()).isEqualTo(300);
        assertThat(calibration.before()).isEqualTo(Calibration.Measure.of(others));
        assertThat(calibration.after())
                .isEqualTo(Calibration.Measure.of(Temperature.fit(some).applyTo(others)));
    }

    /** Of a model too sure, a temperature from four fifths helps the last fifth about as much as one from all. */
    @Test
    void crossFittingHelpsWithoutFlattery() {
        Predictions predictions = new GoldenCase(FOLDER, "too-sure").predictions();
        Calibration calibration = Calibration.crossFitted(predictions);
        Calibration.Measure flattered =
                Calibration.Measure.of(calibration.temperature().applyTo(predictions));
        assertThat(calibration.after().diagram().n()).isEqualTo(400);
        assertThat(calibration.after().logLoss()).isGreaterThan(flattered.logLoss());
        assertThat(calibration.after().logLoss()).isCloseTo(flattered.logLoss(), within(.02));
        assertThat(calibration.after().expectedCalibrationError())
                .isLessThan(calibration.before().expectedCalibrationError() / 2);
        assertThatThrownBy(() -> Calibration.crossFitted(sure(4, .5f)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("got 4 rows, expected at least 5");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 21, Double.NaN})
    void aTemperatureOutOfRangeIsRefused(double value) {
        assertThatThrownBy(() -> new Temperature(value))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the temperature is " + value + ", expected 0.05 to 20");
    }

    @Test
    void anEnsembleAveragesProbabilities() {
        Predictions mean = Predictions.mean(List.of(sure(2, .64f), sure(2, .4f)));
        assertThat(mean.probability(1, 0)).isCloseTo(.52f, within(1e-6f));
        assertThat(mean.probability(1, 6)).isCloseTo(.08f, within(1e-6f));
        assertThat(Predictions.mean(List.of(sure(2, .64f))).probability(0, 0)).isEqualTo(.64f);
        assertThatThrownBy(() -> Predictions.mean(List.of(sure(2, .64f), sure(3, .4f))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("judged different samples (2 and 3)");
        assertThatThrownBy(() -> Predictions.mean(List.of())).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void selectingAndJoiningKeepsRowsAndTruths() {
        Predictions all = new GoldenCase(FOLDER, "just-right").predictions();
        Predictions joined = Predictions.joined(List.of(
                all.select(IntStream.range(0, 9).toArray()),
                all.select(IntStream.range(9, all.size()).toArray())));
        assertThat(joined.sameSamples(all)).isTrue();
        assertThat(all.select(new int[] {7, 3}).row(0)).isEqualTo(7);
        assertThat(all.select(new int[] {7, 3}).truth(1)).isEqualTo(all.truth(3));
        assertThat(all.withRows(IntStream.range(5, 5 + all.size()).toArray()).row(2))
                .isEqualTo(7);
    }

    /** n angry faces, of each of which the model says so with one probability, and shares out the rest. */
    private static Predictions sure(int n, float confidence) {
        float[] row = new float[Emotion.COUNT];
        Arrays.fill(row, (1 - confidence) / (Emotion.COUNT - 1));
        row[0] = confidence;
        float[][] rows = new float[n][];
        Arrays.fill(rows, row);
        return Predictions.of(IntStream.range(0, n).toArray(), new int[n], rows);
    }
}
