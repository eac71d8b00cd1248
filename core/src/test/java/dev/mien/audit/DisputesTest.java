package dev.mien.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import dev.mien.Label;
import dev.mien.dataset.Dataset;
import dev.mien.evaluation.Predictions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Labels angry and happy; a row is (angry, happy, sad). Thresholds out-of-fold: angry 0.5, happy 0.6, sad none. */
class DisputesTest {
    private static final int ANGRY = Emotion.ANGRY.code();
    private static final int HAPPY = Emotion.HAPPY.code();
    private static final int[] LABELS = {ANGRY, ANGRY, ANGRY, HAPPY, HAPPY, HAPPY};
    private static final float[][] THREE = {
        {0.9f, 0.1f, 0}, // angry is angry
        {0.375f, 0.625f, 0}, // angry is taken for happy, margin -0.25
        {0.225f, 0.025f, 0.75f}, // for nothing: nobody is labelled sad
        {0, 1, 0},
        {0.5f, 0.25f, 0.25f}, // happy is taken for angry, margin -0.25
        {0.45f, 0.55f, 0} // happy below its threshold
    };

    private static Predictions predictions(int[] labels, float[][] three) {
        float[][] seven = new float[three.length][Emotion.COUNT];
        for (int i = 0; i < three.length; i++) {
            seven[i][ANGRY] = three[i][0];
            seven[i][HAPPY] = three[i][1];
            seven[i][Emotion.SAD.code()] = three[i][2];
        }
        return Predictions.of(IntStream.range(0, labels.length).toArray(), labels, seven);
    }

    private static Disputes disputes(BitSet inSample) {
        return Disputes.of(new SecondOpinion(List.of("run"), predictions(LABELS, THREE), inSample));
    }

    @Test
    void whatReachesTheThresholdOfAnotherClassIsDisputed() {
        Disputes disputes = disputes(new BitSet());
        assertThat(disputes.list())
                .extracting(Disputes.Dispute::picture, Disputes.Dispute::label, Disputes.Dispute::proposed)
                .containsExactly(
                        tuple(1, Label.of(Emotion.ANGRY), Label.of(Emotion.HAPPY)),
                        tuple(4, Label.of(Emotion.HAPPY), Label.of(Emotion.ANGRY)));
        assertThat(disputes.list().get(0).margin()).isCloseTo(-0.25, within(1e-6));
        assertThat(disputes.list().get(0).labelProbability()).isCloseTo(0.375, within(1e-6));
        assertThat(disputes.list().get(0).proposedProbability()).isCloseTo(0.625, within(1e-6));
        assertThat(disputes.basis()).contains("not trained on any of these rows: all are judged out-of-fold");
    }

    /** Rows 0 and 3, of which the models are sure, are in-sample: the others' thresholds fall to 0.3 and 0.4. */
    @Test
    void rowsThatTrainedTheModelsHaveThresholdsOfTheirOwn() {
        BitSet trained = new BitSet();
        trained.set(0);
        trained.set(3);
        Disputes disputes = disputes(trained);
        assertThat(disputes.list()).extracting(Disputes.Dispute::picture).containsExactly(1, 4);
        assertThat(disputes.list()).noneMatch(Disputes.Dispute::inSample);
        assertThat(disputes.outOfFold()).isEqualTo(4);
        assertThat(disputes.inSample()).isEqualTo(2);
        assertThat(disputes.basis()).contains("4 rows are judged out-of-fold", "and 2 in-sample");
        trained.set(0, 6);
        assertThat(disputes(trained).list()).allMatch(Disputes.Dispute::inSample);
        assertThat(disputes(trained).basis()).contains("trained on every one of these rows");
    }

    /**
     * {@code golden/disputes.py}: a line has the label, seven probabilities, and the place among the disputed or -1.
     */
    @Test
    void theRankingIsCleanlabs() throws IOException {
        List<String[]> lines;
        try (InputStream in = DisputesTest.class.getResourceAsStream("/golden/disputes/labels.csv")) {
            lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(","))
                    .toList();
        }
        int[] labels =
                lines.stream().mapToInt(line -> Integer.parseInt(line[0])).toArray();
        float[][] seven = new float[labels.length][Emotion.COUNT];
        Integer[] expected = new Integer
                [(int) lines.stream().filter(line -> !line[8].equals("-1")).count()];
        for (int i = 0; i < labels.length; i++) {
            for (int c = 0; c < Emotion.COUNT; c++) {
                seven[i][c] = Float.parseFloat(lines.get(i)[1 + c]);
            }
            int place = Integer.parseInt(lines.get(i)[8]);
            if (place >= 0) {
                expected[place] = i;
            }
        }
        Predictions predictions =
                Predictions.of(IntStream.range(0, labels.length).toArray(), labels, seven);
        assertThat(expected).hasSizeGreaterThan(20);
        assertThat(Disputes.of(new SecondOpinion(List.of("drawn"), predictions, new BitSet()))
                        .list())
                .extracting(Disputes.Dispute::picture)
                .containsExactly(expected);
    }

    @Test
    void anAuditHoldsThemAndCleaningTakesThemOutOnlyIfAsked() {
        byte[] pixels = new byte[LABELS.length * 4];
        byte[] labels = new byte[LABELS.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[4 * i] = (byte) (40 * i + 30);
            labels[i] = (byte) LABELS[i];
        }
        Dataset data = Dataset.of("dots", 2, 2, pixels, labels);
        SecondOpinion opinion = new SecondOpinion(List.of("run"), predictions(LABELS, THREE), new BitSet());
        Audit audit = Audit.of(data, Optional.empty(), Optional.of(opinion));
        assertThat(audit.finding(FindingKind.DISPUTED).orElseThrow().pictures()).containsExactly(1, 4);
        assertThat(Audit.of(data).finding(FindingKind.DISPUTED)).isEmpty();
        assertThat(Cleaning.of(audit).removed()).doesNotContainKey(FindingKind.DISPUTED);
        Cleaning asked = Cleaning.of(audit, new CleaningPlan(Set.of(FindingKind.DISPUTED), false));
        assertThat(asked.kept()).containsExactly(0, 2, 3, 5);
        assertThatThrownBy(() ->
                        Audit.of(data.select(new int[] {1, 0, 2, 3, 4, 5}), Optional.empty(), Optional.of(opinion)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("an opinion on 6 samples does not fit the 6 of dots");
    }
}
