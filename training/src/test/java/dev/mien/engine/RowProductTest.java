package dev.mien.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowProductTest {
    private static final int LENGTH = 37;
    private static final float UNTOUCHED = 7;

    private final SplittableRandom random = new SplittableRandom(3);

    static Stream<float[][]> matrices() {
        Stream<float[][]> ofPoints = Stream.of(
                        WinogradMatrices.of(2, 3),
                        WinogradMatrices.of(3, 3),
                        WinogradMatrices.of(4, 3),
                        WinogradMatrices.of(6, 3),
                        WinogradMatrices.of(3, 5),
                        WinogradMatrices.of(4, 5))
                .flatMap(m -> Stream.of(m.ofInput(), m.ofTaps(), m.toOutput()))
                .flatMap(m -> Stream.of(m, WinogradMatrices.transposed(m)));
        Stream<float[][]> odd = Stream.of(
                new float[][] {{0, 0}, {1, 2}},
                new float[][] {{3}},
                new float[][] {{1, 2, 3, 4, 5, 6, 7}, {1, -2, 3, -4, 5, -6, 7}, {0, 0, 0, 0, 0, 0, 0}},
                new float[][] {{1, 1}, {1, -1}, {1, 1}, {1, -1}},
                new float[][] {{1, 2, 3, 4, 5}, {5, 4, 3, 2, 1}});
        return Stream.concat(ofPoints, odd);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void equalsTheProductInDoublePrecision(float[][] matrix) {
        float[][] from = new float[matrix[0].length][LENGTH];
        for (float[] row : from) {
            for (int i = 0; i < LENGTH; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        float[][] to = new float[matrix.length][LENGTH];
        for (float[] row : to) {
            row[LENGTH - 1] = UNTOUCHED;
        }
        RowProduct product = new RowProduct(matrix);
        product.run(product.rows(from, to, product.temporaries(LENGTH)), LENGTH - 1);
        for (int i = 0; i < matrix.length; i++) {
            for (int k = 0; k < LENGTH - 1; k++) {
                double expected = 0;
                double size = 0;
                for (int j = 0; j < from.length; j++) {
                    expected += (double) matrix[i][j] * from[j][k];
                    size += Math.abs((double) matrix[i][j] * from[j][k]);
                }
                assertThat((double) to[i][k]).isCloseTo(expected, within(1e-6 * size + 1e-7));
            }
            assertThat(to[i][LENGTH - 1]).isEqualTo(UNTOUCHED);
        }
    }
}
