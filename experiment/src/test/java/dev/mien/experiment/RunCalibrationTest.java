package dev.mien.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.evaluation.Calibration;
import dev.mien.evaluation.ReliabilityDiagram;
import dev.mien.evaluation.Temperature;
import dev.mien.training.CalibrationFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCalibrationTest {
    /** A measure whose faces are all in one bin: the error is the distance of accuracy and confidence. */
    private static Calibration.Measure measure(double confidence) {
        return new Calibration.Measure(
                0.5, new ReliabilityDiagram(List.of(new ReliabilityDiagram.Bin(0.5, 1, 100, confidence, 0.75))));
    }

    private static CalibrationFile file(double before, double after) {
        return new CalibrationFile(
                new Calibration(new Temperature(1.4), 100, measure(before), measure(after)),
                "validation",
                "test",
                "sum");
    }

    @Test
    void aTemperatureThatMakesTheErrorGreaterIsNotKept() {
        CalibrationFile tried = file(0.788, 0.8016);
        CalibrationFile kept = RunCalibration.kept(tried);
        assertThat(kept.calibration().temperature().value()).isEqualTo(1);
        assertThat(kept.calibration().after()).isEqualTo(tried.calibration().before());
        assertThat(kept.modelSha256()).isEqualTo("sum");
        assertThat(new RunCalibration.Outcome(tried, kept).isBetter()).isFalse();
    }

    @Test
    void anotherTemperatureIsKept() {
        CalibrationFile tried = file(0.95, 0.76);
        assertThat(RunCalibration.kept(tried)).isSameAs(tried);
        assertThat(new RunCalibration.Outcome(tried, tried).isBetter()).isTrue();
    }
}
