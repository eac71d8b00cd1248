package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mien.dataset.FerPlus;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.FerPlusRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Six rows whose three labels were made by hand; a dash is no label. */
class FerPlusEvaluationTest {
    /** In order: neutral, happiness, surprise, sadness, anger, disgust, fear, contempt, unknown, not a face. */
    private static final String[] VOTES = {
        "9,1,0,0,0,0,0,0,0,0", // neutral, neutral, neutral
        "8,0,0,2,0,0,0,0,0,0", // neutral, neutral, neutral
        "0,5,0,0,0,0,5,0,0,0", // -, happiness, happiness
        "0,0,0,0,3,0,0,0,4,3", // -, -, anger
        "0,0,0,0,0,0,0,0,0,10", // -, -, -
        "0,0,0,0,0,0,0,10,0,0" // contempt, contempt, contempt
    };

    @TempDir
    private Path folder;

    private FerPlus votes;
    private final FerPlusPredictions predictions = FerPlusPredictions.of(
            IntStream.range(0, VOTES.length).toArray(),
            new float[][] {sure(0), sure(3), sure(1), sure(4), sure(0), {0.25f, 0, 0, 0, 0.5f, 0, 0, 0.25f}});

    private static float[] sure(int choice) {
        float[] row = new float[FerPlusClass.EMOTIONS];
        row[choice] = 1;
        return row;
    }

    @BeforeEach
    void write() throws IOException {
        StringBuilder text = new StringBuilder(
                "Usage,Image name,neutral,happiness,surprise,sadness,anger,disgust,fear,contempt,unknown,NF\n");
        for (String row : VOTES) {
            text.append("Training,,").append(row).append('\n');
        }
        votes = FerPlus.read(Files.writeString(folder.resolve("votes.csv"), text));
    }

    private FerPlusEvaluation judged(FerPlusRule rule) {
        return FerPlusEvaluation.of(predictions, votes, rule).orElseThrow();
    }

    @Test
    void eachRuleHasItsOwnRows() {
        assertThat(judged(FerPlusRule.MAJORITY).n()).isEqualTo(3);
        assertThat(judged(FerPlusRule.MAJORITY).accuracy()).isEqualTo(1 / 3.0);
        assertThat(judged(FerPlusRule.PROBABILITY).n()).isEqualTo(4);
        assertThat(judged(FerPlusRule.PROBABILITY).accuracy()).isEqualTo(0.5);
        assertThat(judged(FerPlusRule.CROSS_ENTROPY).n()).isEqualTo(5);
        assertThat(judged(FerPlusRule.CROSS_ENTROPY).accuracy()).isEqualTo(0.6);
        assertThat(judged(FerPlusRule.CROSS_ENTROPY).accuracyInterval()).isEqualTo(Interval.wilson95(3, 5));
    }

    /** Neutral: 1 of 2 found, precision 1, F1 2/3. Contempt: none of 1. */
    @Test
    void meansAreTakenOverTheClassesThatOccur() {
        FerPlusEvaluation majority = judged(FerPlusRule.MAJORITY);
        assertThat(majority.occurring()).containsExactly(FerPlusClass.NEUTRAL, FerPlusClass.CONTEMPT);
        assertThat(majority.scores(FerPlusClass.NEUTRAL)).isEqualTo(new ClassScores(1, 0.5, 2 / 3.0, 2));
        assertThat(majority.scores(FerPlusClass.SADNESS)).isEqualTo(new ClassScores(0, 0, 0, 0));
        assertThat(majority.macroF1()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(majority.balancedAccuracy()).isEqualTo(0.25);
        assertThat(majority.counts()[FerPlusClass.CONTEMPT.code()][FerPlusClass.ANGER.code()])
                .isEqualTo(1);
    }

    /** Missed votes cost -ln 2.2e-16 = 36.04 each, a certain hit nothing, and contempt at a quarter ln 4. */
    @Test
    void theCrossEntropyIsAgainstAllVotes() {
        double missed = -Math.log(Math.ulp(1.0));
        double expected = (0.1 * missed + 0.8 * missed + 0.5 * missed + 0 + Math.log(4)) / 5;
        assertThat(missed).isCloseTo(36.04, within(0.005));
        assertThat(judged(FerPlusRule.CROSS_ENTROPY).crossEntropy()).isCloseTo(expected, within(1e-5));
    }

    @Test
    void rowsThatARuleLeavesOutMakeNoEvaluation() {
        FerPlusPredictions noFace = predictions.select(new int[] {4});
        for (FerPlusRule rule : FerPlusRule.values()) {
            assertThat(FerPlusEvaluation.of(noFace, votes, rule)).isEmpty();
        }
    }
}
