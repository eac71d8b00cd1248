package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every measure against scikit-learn's, case by case. */
@ParameterizedClass
@FieldSource("CASES")
class EvaluationGoldenTest {
    static final List<GoldenCase> CASES = Stream.of(
                    "balanced",
                    "never-predicted",
                    "absent",
                    "ties",
                    "single",
                    "one-class",
                    "halves",
                    "certain",
                    "random")
            .map(GoldenCase::new)
            .toList();

    private static final Offset<Double> EXACT = within(1e-12);

    private final GoldenCase golden;
    private final Predictions predictions;
    private final Evaluation evaluation;
    private final Map<String, Double> values;

    EvaluationGoldenTest(GoldenCase golden) {
        this.golden = golden;
        this.predictions = golden.predictions();
        this.evaluation = Evaluation.of(predictions, Evaluation.logLoss(predictions));
        this.values = golden.values();
    }

    @Test
    void countsTheConfusions() {
        assertThat(evaluation.matrix().counts()).isDeepEqualTo(golden.confusion());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void printsTheReportByteForByte(int digits) {
        assertThat(evaluation.report().text(digits)).isEqualTo(golden.text("report-" + digits + ".txt"));
    }

    @Test
    void printsTheReportOverSomeLabelsByteForByte() {
        List<Emotion> labels = List.of(Emotion.NEUTRAL, Emotion.HAPPY, Emotion.ANGRY);

        String text = ClassificationReport.of(evaluation.matrix(), labels).text(3);

        assertThat(text).isEqualTo(golden.text("report-subset.txt"));
    }

    @Test
    void measuresTheWhole() {
        assertThat(evaluation.accuracy()).isCloseTo(values.get("accuracy"), EXACT);
        assertThat(evaluation.balancedAccuracy()).isCloseTo(values.get("balanced-accuracy"), EXACT);
        assertThat(evaluation.loss()).isCloseTo(values.get("log-loss"), EXACT);
        assertThat(evaluation.macroF1()).isCloseTo(values.get("f1 macro"), EXACT);
        assertThat(evaluation.accuracyInterval().low()).isCloseTo(values.get("interval-low"), EXACT);
        assertThat(evaluation.accuracyInterval().high()).isCloseTo(values.get("interval-high"), EXACT);
    }

    @Test
    void averagesTheClasses() {
        assertScores(evaluation.report().micro(), "micro");
        assertScores(evaluation.report().macro(), "macro");
        assertScores(evaluation.report().weighted(), "weighted");
    }

    @ParameterizedTest
    @EnumSource
    void measuresEachClass(Emotion emotion) {
        assertScores(evaluation.scores(emotion), emotion.label());
        assertThat(evaluation.scores(emotion).support())
                .isEqualTo(values.get("support " + emotion.label()).intValue());
    }

    @ParameterizedTest
    @EnumSource
    void drawsTheRocCurve(Emotion emotion) {
        RocCurve curve = RocCurve.of(predictions, emotion);
        double[][] expected = golden.curve("roc", emotion);

        assertThat(curve.emotion()).isEqualTo(emotion);
        assertThat(curve.falsePositiveRates()).containsExactly(expected[0], EXACT);
        assertThat(curve.truePositiveRates()).containsExactly(expected[1], EXACT);
        assertThat(curve.thresholds()).containsExactly(expected[2], EXACT);
        assertArea(curve.area(), "roc-area " + emotion.label());
    }

    @ParameterizedTest
    @EnumSource
    void drawsThePrecisionRecallCurve(Emotion emotion) {
        PrecisionRecallCurve curve = PrecisionRecallCurve.of(predictions, emotion);
        double[][] expected = golden.curve("pr", emotion);

        assertThat(curve.emotion()).isEqualTo(emotion);
        assertThat(curve.recalls()).containsExactly(expected[0], EXACT);
        assertThat(curve.precisions()).containsExactly(expected[1], EXACT);
        assertThat(curve.thresholds()).containsExactly(Arrays.copyOf(expected[2], expected[2].length - 1), EXACT);
        assertArea(curve.averagePrecision(), "average-precision " + emotion.label());
    }

    private void assertScores(ClassScores scores, String name) {
        assertThat(scores.precision()).isCloseTo(values.get("precision " + name), EXACT);
        assertThat(scores.recall()).isCloseTo(values.get("recall " + name), EXACT);
        assertThat(scores.f1()).isCloseTo(values.get("f1 " + name), EXACT);
    }

    private void assertArea(OptionalDouble area, String name) {
        double expected = values.get(name);
        assertThat(area.isEmpty()).isEqualTo(Double.isNaN(expected));
        area.ifPresent(value -> assertThat(value).isCloseTo(expected, EXACT));
    }
}
