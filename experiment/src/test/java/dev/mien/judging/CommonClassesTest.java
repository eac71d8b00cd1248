package dev.mien.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.InvalidInputException;
import dev.mien.LabelSet;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import dev.mien.evaluation.Temperature;
import dev.mien.training.Answers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommonClassesTest {
    private static final LabelSet CLASSES = LabelSet.parse("sad,contempt,happiness");
    private static final float[] ANSWER = {0.1f, 0.1f, 0.1f, 0.3f, 0.2f, 0.1f, 0.1f};

    private static JudgedFaces faces() {
        Dataset data = Dataset.of("few faces", 1, 1, new byte[4], CLASSES, new byte[] {0, 1, 2, 2});
        return new JudgedFaces("all", data, "all rows", false, List.of(), List.of());
    }

    /** Gives each face the same probabilities of FER2013's classes: happy 0.3, sad 0.2, and 0.1 for the others. */
    private static final class SameAnswer implements JudgedModel {
        @Override
        public LabelSet labels() {
            return LabelSet.FER2013;
        }

        @Override
        public Answers answers(Dataset faces) {
            assertThat(faces.labelSet()).isEqualTo(labels());
            float[][] rows = new float[faces.size()][];
            Arrays.fill(rows, ANSWER);
            int[] numbers = IntStream.range(0, faces.size()).map(faces::row).toArray();
            return new Answers(Predictions.of(numbers, faces.labels(), rows), Optional.empty());
        }

        @Override
        public double loss(Predictions predictions) {
            return 0;
        }

        @Override
        public Optional<String> weights() {
            return Optional.empty();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int height() {
            return 1;
        }

        @Override
        public Optional<Temperature> temperature() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    @Test
    void facesOfOtherClassesAreLeftOutAndNamed() {
        CommonClasses common = CommonClasses.of(faces(), List.of(LabelSet.FER2013));
        assertThat(common.faces().faces().labelSet().names()).containsExactly("sad", "happiness");
        assertThat(common.faces().faces().labels()).containsExactly(0, 1, 1);
        assertThat(common.faces().faces().row(2)).isEqualTo(3);
        assertThat(common.notes())
                .containsExactly(
                        "1 faces of the class contempt are left out",
                        "the data does not name angry, disgust, fear, surprise, neutral: the model's probabilities of"
                                + " these are left out");
    }

    @Test
    void answersAreThoseForTheCommonClassesAndSumToOne() {
        Dataset common =
                CommonClasses.of(faces(), List.of(LabelSet.FER2013)).faces().faces();
        Predictions answers = CommonClasses.answers(new SameAnswer(), common).emotions();
        assertThat(answers.labels()).isEqualTo(common.labelSet());
        assertThat(answers.probability(0, 0)).isCloseTo(0.4f, within(1e-6f));
        assertThat(answers.probability(0, 1)).isCloseTo(0.6f, within(1e-6f));
        assertThat(answers.truth(0)).isZero();
        assertThat(answers.row(2)).isEqualTo(3);
    }

    @Test
    void theSameClassesLeaveNothingOut() {
        JudgedFaces given = faces();
        CommonClasses common = CommonClasses.of(given, List.of(CLASSES, CLASSES));
        assertThat(common.faces()).isSameAs(given);
        assertThat(common.notes()).isEmpty();
    }

    @Test
    void oneCommonClassIsNotEnough() {
        assertThatThrownBy(() -> CommonClasses.of(faces(), List.of(LabelSet.parse("bored,contempt"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("the model has the classes bored, contempt, and few faces has sad, contempt,"
                        + " happiness: they need at least two classes in common");
    }
}
