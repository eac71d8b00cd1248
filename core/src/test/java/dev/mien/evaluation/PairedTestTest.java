package dev.mien.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.mien.Emotion;
import dev.mien.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PairedTestTest {
    static List<String[]> references() {
        return GoldenCase.split(GoldenCase.read("/golden/judging/mcnemar.csv"));
    }

    @ParameterizedTest
    @MethodSource("references")
    void equalsStatsmodelsAndScipy(String first, String second, String exact, String mid) {
        PairedTest test = new PairedTest(11, Integer.parseInt(first), Integer.parseInt(second), 5);

        assertThat(test.exactP()).isCloseTo(Double.parseDouble(exact), within(1e-10));
        assertThat(test.midP()).isCloseTo(Double.parseDouble(mid), within(1e-10));
    }

    /** Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13:91, 2013, tables 1 and 2: Bentur et al. */
    @Test
    void equalsThePapersExample() {
        PairedTest test = new PairedTest(1, 1, 7, 12);
        assertThat(test.n()).isEqualTo(21);
        assertThat(test.exactP()).isCloseTo(0.0703, within(5e-5));
        assertThat(test.midP()).isCloseTo(0.0391, within(5e-5));
        assertThat(test.differs()).isTrue();
        assertThat(test.difference()).isCloseTo(-6 / 21.0, within(1e-12));
    }

    @Test
    void modelsThatNeverDifferAreNotToldApart() {
        PairedTest test = new PairedTest(90, 0, 0, 10);
        assertThat(test.exactP()).isEqualTo(1);
        assertThat(test.midP()).isEqualTo(1);
        assertThat(test.differs()).isFalse();
    }

    /** 2^-5000 is no double. */
    @Test
    void holdsForManySamples() {
        PairedTest test = new PairedTest(0, 2600, 2400, 0);
        assertThat(test.exactP()).isBetween(0.0047, 0.0050);
        assertThat(new PairedTest(0, 5000, 0, 0).exactP()).isZero();
    }

    @Test
    void countsWhoIsRightWhere() {
        int[] truth = {0, 0, 0, 1, 1, 2};
        PairedTest test =
                PairedTest.of(saying(truth, new int[] {0, 0, 3, 1, 3, 3}), saying(truth, new int[] {0, 3, 0, 3, 3, 3}));
        assertThat(test).isEqualTo(new PairedTest(1, 2, 1, 2));
    }

    @Test
    void otherRowsAreRefused() {
        int[] truth = {0, 1};
        Predictions predictions = saying(truth, truth);
        assertThatThrownBy(() -> PairedTest.of(predictions, predictions.withRows(new int[] {0, 2})))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("judged 2 and 2 different rows");
        assertThatThrownBy(() -> new PairedTest(1, -1, 0, 0)).isInstanceOf(InvalidInputException.class);
    }

    private static Predictions saying(int[] truth, int[] predicted) {
        float[][] rows = new float[truth.length][Emotion.COUNT];
        for (int i = 0; i < truth.length; i++) {
            rows[i][predicted[i]] = 1;
        }
        return Predictions.of(IntStream.range(0, truth.length).toArray(), truth, rows);
    }
}
