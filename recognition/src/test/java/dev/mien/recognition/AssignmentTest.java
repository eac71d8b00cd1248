package dev.mien.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    private static final int CASES = 300;

    /** Against every pairing there is; half of the gains are 0, and some are equal. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noPairingHasAGreaterSum(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < CASES; i++) {
            int rows = random.nextInt(7);
            int columns = random.nextInt(7);
            double[][] gains = new double[rows][columns];
            for (double[] row : gains) {
                for (int column = 0; column < columns; column++) {
                    row[column] = random.nextBoolean() ? 0 : random.nextInt(1, 20) / 20.0;
                }
            }
            int[] columnOf = Assignment.best(gains, columns);
            assertPairing(gains, columnOf);
            assertThat(sum(gains, columnOf)).isCloseTo(greatest(gains, 0, new boolean[columns]), within(1e-12));
        }
    }

    @Test
    void whatIsBestForAllMayBeWorseForOne() {
        double[][] gains = {{0.9, 0.8}, {0.8, 0.1}};
        assertThat(Assignment.best(gains, 2)).containsExactly(1, 0);
    }

    @Test
    void aHundredRowsAreQuick() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] gains = new double[100][];
        for (int row = 0; row < gains.length; row++) {
            gains[row] = random.doubles(120).toArray();
        }
        int[] columnOf = Assignment.best(gains, 120);
        assertPairing(gains, columnOf);
        assertThat(sum(gains, columnOf)).isGreaterThan(95);
    }

    private static void assertPairing(double[][] gains, int[] columnOf) {
        int[] paired = IntStream.of(columnOf).filter(c -> c != Assignment.NONE).toArray();
        assertThat(columnOf).hasSize(gains.length);
        assertThat(paired).doesNotHaveDuplicates();
        for (int row = 0; row < columnOf.length; row++) {
            assertThat(columnOf[row] == Assignment.NONE || gains[row][columnOf[row]] > 0)
                    .isTrue();
        }
    }

    private static double sum(double[][] gains, int[] columnOf) {
        return IntStream.range(0, gains.length)
                .filter(row -> columnOf[row] != Assignment.NONE)
                .mapToDouble(row -> gains[row][columnOf[row]])
                .sum();
    }

    private static double greatest(double[][] gains, int row, boolean[] taken) {
        if (row == gains.length) {
            return 0;
        }
        double best = greatest(gains, row + 1, taken);
        for (int column = 0; column < taken.length; column++) {
            if (!taken[column]) {
                taken[column] = true;
                best = Math.max(best, gains[row][column] + greatest(gains, row + 1, taken));
                taken[column] = false;
            }
        }
        return best;
    }
}
