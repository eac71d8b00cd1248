package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mien.LabelSet;
import dev.mien.LabelSets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutedLabelsTest {
    /**
     * A model that is right in 7 of 10 faces of each class, judged on data whose number c means class {@code codes[c]}.
     */
    private static ConfusionMatrix judged(LabelSet labels, int[] codes) {
        int n = labels.size();
        int[][] counts = new int[n][n];
        for (int number = 0; number < n; number++) {
            for (int wrong = 0; wrong < n; wrong++) {
                counts[number][wrong] = wrong == codes[number] ? 70 : 5;
            }
        }
        return ConfusionMatrix.of(labels, counts);
    }

    @Test
    void findsTheAlphabeticalOrderOfFolders() {
        // angry, disgust, fear, happy, neutral, sad, surprise by their codes in FER2013
        ConfusionMatrix matrix = judged(LabelSet.FER2013, new int[] {0, 1, 2, 3, 6, 4, 5});

        PermutedLabels found = PermutedLabels.in(matrix).orElseThrow();

        assertThat(found.order()).containsExactly("angry", "disgust", "fear", "happy", "neutral", "sad", "surprise");
        assertThat(found.text())
                .isEqualTo("The labels look as if they stood in the alphabetical order of folders' names (angry,"
                        + " disgust, fear, happy, neutral, sad, surprise). In that order 70.0 % of the answers are"
                        + " right instead of 42.1 %.");
    }

    @Test
    void findsTheOrderOfAnotherDataSet() {
        LabelSet rafDb = LabelSets.named("raf-db");
        PermutedLabels found = PermutedLabels.in(judged(LabelSet.FER2013, rafDb.codesIn(LabelSet.FER2013)))
                .orElseThrow();

        assertThat(found.origin()).isEqualTo("the order of raf-db");
        assertThat(found.order()).isEqualTo(rafDb.names());
        assertThat(found.permuted()).isGreaterThan(found.accuracy());
    }

    /** Copies of AffectNet exist in which contempt is second. */
    @Test
    void findsContemptInTheSecondPlace() {
        LabelSet affectNet = LabelSets.named("affectnet-8");
        int[] alphabetical = LabelSet.parse("angry,contempt,disgust,fear,happy,neutral,sad,surprise")
                .codesIn(affectNet);
        assertThat(PermutedLabels.in(judged(affectNet, alphabetical))
                        .orElseThrow()
                        .order())
                .startsWith("angry", "contempt");
    }

    @Test
    void aRightOrderAndABadModelAreNoSign() {
        int[] right = IntStream.range(0, 7).toArray();
        assertThat(PermutedLabels.in(judged(LabelSet.FER2013, right))).isEmpty();
        int[][] same = IntStream.range(0, 7)
                .mapToObj(any -> IntStream.generate(() -> 20).limit(7).toArray())
                .toArray(int[][]::new);
        assertThat(PermutedLabels.in(ConfusionMatrix.of(same))).isEmpty();
    }
}
