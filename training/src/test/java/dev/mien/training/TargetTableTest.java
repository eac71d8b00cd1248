package dev.mien.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.dataset.Dataset;
import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.evaluation.FerPlusPredictions;
import dev.mien.evaluation.Predictions;
import dev.mien.nn.Architectures;
import dev.mien.nn.ModelArchitecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTableTest {
    private static final ModelArchitecture ONE = Architectures.named("small");
    private static final ModelArchitecture TWO = Architectures.named("mien");
    private static final int WIDTH = Emotion.COUNT + FerPlusClass.EMOTIONS;
    private static final float TINY = 1e-6f;

    /**
     * Four faces, of which the second and the last are happy, the others angry and neutral; row 2 is left out of the
     * view.
     */
    private static final Dataset ALL = Dataset.of("faces", 1, 1, new byte[5], new byte[] {0, 3, 4, 6, 3});

    private static final Dataset FACES = ALL.select(new int[] {4, 0, 1, 3});

    @TempDir
    private Path folder;

    private Supervision votes() throws IOException {
        Path file = Files.writeString(folder.resolve("votes.csv"), """
                Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF
                Training,a,0,0,0,0,8,2,0,0,0,0
                Training,b,0,5,0,0,0,0,0,0,5,0
                Training,c,0,0,0,10,0,0,0,0,0,0
                Training,d,0,0,0,0,0,0,0,0,0,10
                Training,e,1,9,0,0,0,0,0,0,0,0
                """);
        return new Supervision(Optional.of(FerPlus.read(file)), Optional.empty());
    }

    private static float[] row(TargetTable table, int index) {
        float[] row = new float[table.width() + 1];
        table.copy(FACES, index, 0, row, 1);
        return Arrays.copyOfRange(row, 1, row.length);
    }

    private static void assertRow(float[] row, double... expected) {
        float[] all = new float[row.length];
        for (int i = 0; i < expected.length; i++) {
            all[i] = (float) expected[i];
        }
        assertThat(row).usingComparatorWithPrecision(TINY).containsExactly(all);
    }

    @Test
    void withoutRulesTheTargetIsTheLabelAndTheSecondHeadLearnsNothing() {
        assertRow(row(TargetTable.labels(FACES, ONE), 0), 0, 0, 0, 1, 0, 0, 0);
        assertRow(row(TargetTable.labels(FACES, TWO), 1), 1);
        assertThat(TargetTable.labels(FACES, TWO).width()).isEqualTo(WIDTH);
    }

    @Test
    void smoothingGivesEachClassTheSameShare() {
        TargetTable table = TargetTable.of(FACES, ONE, List.of(new TargetRule.LabelSmoothing(0.14)), Supervision.NONE);
        assertRow(row(table, 3), 0.02, 0.02, 0.02, 0.02, 0.02, 0.02, 0.88);
    }

    @Test
    void votesBecomeSharesOfTheEmotionsTimesTheWeight() throws IOException {
        TargetTable table = TargetTable.of(FACES, TWO, List.of(new TargetRule.FerPlusVoting(2)), votes());
        assertRow(row(table, 0), 0, 0, 0, 1, 0, 0, 0, 0.2, 1.8);
        assertRow(row(table, 1), 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1.6, 0.4);
        assertRow(row(table, 2), 0, 0, 0, 1, 0, 0, 0, 0, 2);
        assertRow(row(table, 3), 0, 0, 0, 0, 0, 0, 1);
    }

    @Test
    void classWeightsFavourTheRareAndKeepTheMean() {
        double[] balanced = TargetTable.classWeights(FACES, 1);
        assertThat(balanced[0]).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(balanced[3]).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(balanced[6]).isCloseTo(4 / 3.0, within(1e-12));
        assertThat(balanced[1]).isZero();
        double[] softened = TargetTable.classWeights(FACES, 0.5);
        assertThat(softened[0] / softened[3]).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(2 * softened[3] + softened[0] + softened[6]).isCloseTo(4, within(1e-12));
        TargetTable table = TargetTable.of(FACES, ONE, List.of(new TargetRule.ClassWeights(1)), Supervision.NONE);
        assertRow(row(table, 1), 4 / 3.0);
    }

    @Test
    void aTeacherTakesItsShareOfBothHeadsAndAllOfTheSecondWhereNobodyVoted() throws IOException {
        TargetTable table = TargetTable.of(
                FACES,
                TWO,
                List.of(
                        new TargetRule.Distillation(0.5),
                        new TargetRule.FerPlusVoting(1),
                        new TargetRule.LabelSmoothing(0.07)),
                new Supervision(votes().votes(), Optional.of(teacher())));
        assertRow(row(table, 0), 0.105, 0.005, 0.005, 0.47 + 0.3, 0.005, 0.005, 0.105, 0.05, 0.45, 0, 0.5);
        assertRow(row(table, 3), 0.105, 0.005, 0.005, 0.305, 0.005, 0.005, 0.57, 0, 0, 0, 0.5);
    }

    /** Says of every face: 0.2 angry, 0.6 happy, 0.2 neutral; and in FER+'s terms: sadness. */
    private static Answers teacher() {
        int[] rows = {4, 0, 1, 3};
        float[][] emotions = new float[4][Emotion.COUNT];
        float[][] ferPlus = new float[4][FerPlusClass.EMOTIONS];
        for (int i = 0; i < rows.length; i++) {
            emotions[i][Emotion.ANGRY.code()] = 0.2f;
            emotions[i][Emotion.HAPPY.code()] = 0.6f;
            emotions[i][Emotion.NEUTRAL.code()] = 0.2f;
            ferPlus[i][FerPlusClass.SADNESS.code()] = 1;
        }
        return new Answers(
                Predictions.of(rows, FACES.labels(), emotions), Optional.of(FerPlusPredictions.of(rows, ferPlus)));
    }

    @Test
    void everyKindOfRuleCounts() throws IOException {
        Map<TargetRule, ModelArchitecture> kinds = Map.of(
                new TargetRule.LabelSmoothing(0.1), ONE,
                new TargetRule.ClassWeights(1), ONE,
                new TargetRule.Distillation(0.5), ONE,
                new TargetRule.FerPlusVoting(1), TWO);
        assertThat(kinds.keySet().stream().map(Object::getClass))
                .containsExactlyInAnyOrder(TargetRule.class.getPermittedSubclasses());
        Supervision all = new Supervision(votes().votes(), Optional.of(teacher()));
        kinds.forEach((kind, architecture) -> assertThat(
                        row(TargetTable.of(FACES, architecture, List.of(kind), all), 1))
                .as(kind.toString())
                .isNotEqualTo(row(TargetTable.labels(FACES, architecture), 1)));
    }

    @Test
    void whatARuleNeedsAndDoesNotGetIsNamed() throws IOException {
        List<TargetRule> voting = List.of(new TargetRule.FerPlusVoting(1));
        Supervision votes = votes();
        assertThatThrownBy(() -> TargetTable.of(FACES, TWO, voting, Supervision.NONE))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--ferplus fer2013new.csv")
                .hasMessageContaining("--recipe mien-emotions");
        assertThatThrownBy(() -> TargetTable.of(FACES, ONE, voting, votes))
                .hasMessage("the architecture 'small' has no head for FER+'s votes: take --architecture mien, which has"
                        + " two, or leave out --ferplus");
        assertThatThrownBy(() -> TargetTable.of(FACES, ONE, List.of(new TargetRule.Distillation(1)), Supervision.NONE))
                .hasMessage("there is no teacher to learn from: name a run with --teacher");
    }

    @Test
    void rulesOutsideOfTheirRangeAreRefused() {
        assertThatThrownBy(() -> new TargetRule.LabelSmoothing(1))
                .hasMessage("label smoothing is 1.0, expected above 0 and below 1");
        assertThatThrownBy(() -> new TargetRule.ClassWeights(0)).hasMessageContaining("power of the class weights");
        assertThatThrownBy(() -> new TargetRule.FerPlusVoting(-1)).hasMessageContaining("weight of FER+ is -1.0");
        assertThatThrownBy(() -> new TargetRule.Distillation(1.5)).hasMessageContaining("weight of the teacher is 1.5");
        assertThatThrownBy(() -> Recipes.named("mien")
                        .withTargets(List.of(new TargetRule.ClassWeights(1), new TargetRule.ClassWeights(0.5))))
                .hasMessageContaining("expected each kind at most once");
    }
}
