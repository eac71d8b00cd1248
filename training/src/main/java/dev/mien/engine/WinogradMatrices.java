package dev.mien.engine;

import java.util.Arrays;

/**
 * The matrices of F(m, r). It computes m outputs of a correlation with r taps by m + r - 1 multiplications instead of m
 * r (Lavin and Gray, arXiv 1509.09308). For inputs d and taps g the outputs are A'((G g) * (B' d)), where * multiplies
 * element by element and ' transposes. The matrices follow from Toom and Cook's evaluation of polynomials at the points
 * 0, 1, -1, 2, -2, 1/2, -1/2 and infinity.
 *
 * @param outputs m
 * @param taps r
 * @param ofInput B', (m + r - 1) x (m + r - 1)
 * @param ofTaps G, (m + r - 1) x r
 * @param toOutput A', m x (m + r - 1)
 */
record WinogradMatrices(int outputs, int taps, float[][] ofInput, float[][] ofTaps, float[][] toOutput) {
    private static final double[] POINTS = {0, 1, -1, 2, -2, 0.5, -0.5};

    /** The largest m + r - 1 for which there are enough points. */
    static final int LARGEST = POINTS.length + 1;

    static WinogradMatrices of(int outputs, int taps) {
        int size = outputs + taps - 1;
        double[] points = Arrays.copyOf(POINTS, size - 1);
        if (size - 1 > POINTS.length) {
            throw new IllegalArgumentException("F(" + outputs + ", " + taps + ") needs more points than there are");
        }
        double[][] input = new double[size][];
        double[][] ofTaps = new double[size][taps];
        double[][] output = new double[outputs][size];
        for (int i = 0; i < size - 1; i++) {
            input[i] = Arrays.copyOf(polynomial(points, i), size);
            double scale = value(input[i], points[i]);
            for (int k = 0; k < taps; k++) {
                ofTaps[i][k] = Math.pow(points[i], k) / scale;
            }
            for (int j = 0; j < outputs; j++) {
                output[j][i] = Math.pow(points[i], j);
            }
        }
        input[size - 1] = polynomial(points, -1);
        ofTaps[size - 1][taps - 1] = 1;
        output[outputs - 1][size - 1] = 1;
        return new WinogradMatrices(outputs, taps, floats(input), floats(ofTaps), floats(output));
    }

    /** The number of rows and columns in a tile of inputs. */
    int size() {
        return outputs + taps - 1;
    }

    static float[][] transposed(float[][] matrix) {
        float[][] result = new float[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                result[j][i] = matrix[i][j];
            }
        }
        return result;
    }

    /** The coefficients of the product of (x - point) over all points but one, the lowest first. */
    private static double[] polynomial(double[] points, int without) {
        double[] product = {1};
        for (int i = 0; i < points.length; i++) {
            if (i != without) {
                product = timesRoot(product, points[i]);
            }
        }
        return product;
    }

    private static double[] timesRoot(double[] polynomial, double root) {
        double[] result = new double[polynomial.length + 1];
        for (int i = 0; i < polynomial.length; i++) {
            result[i + 1] += polynomial[i];
            result[i] -= root * polynomial[i];
        }
        return result;
    }

    private static double value(double[] polynomial, double x) {
        double value = 0;
        for (int i = polynomial.length - 1; i >= 0; i--) {
            value = value * x + polynomial[i];
        }
        return value;
    }

    private static float[][] floats(double[][] matrix) {
        float[][] result = new float[matrix.length][];
        Arrays.setAll(result, i -> {
            float[] row = new float[matrix[i].length];
            for (int j = 0; j < row.length; j++) {
                row[j] = (float) matrix[i][j];
            }
            return row;
        });
        return result;
    }
}
