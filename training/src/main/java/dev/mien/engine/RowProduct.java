package dev.mien.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Multiplies a small constant matrix with long rows of numbers. Each output row is the sum of the input rows, weighted
 * by the matrix's entries. The matrix is turned into a list of loops once. Zeros cost nothing. Work is shared where two
 * outputs are the sum and the difference of the same two parts, or where only the sum and the difference of two inputs
 * count. Winograd's matrices have many such pairs, because their points come in pairs of a and -a.
 *
 * <p>The JIT of Java 17 sets the form of the loops. It vectorises a loop that reads at most four rows and writes at
 * most two, if each row is a separate array and if everything that the loop uses is a plain argument.
 */
final class RowProduct {
    private static final int MOST = 4;
    private static final int MOST_WITH_DIFFERENCE = 3;

    private final int inputs;
    private final int outputs;
    private final List<Step> steps = new ArrayList<>();
    private int temporaries;

    /** One loop over rows. */
    private interface Step {
        void run(float[][] rows, int length);
    }

    /** The indexes of rows, with a factor for each. */
    private record Terms(int[] rows, float[] factors) {
        static Terms of(float[] factors, int[] rows) {
            int[] present = IntStream.range(0, factors.length)
                    .filter(i -> factors[i] != 0)
                    .toArray();
            float[] values = new float[present.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = factors[present[i]];
                present[i] = rows[present[i]];
            }
            return new Terms(present, values);
        }

        int count() {
            return rows.length;
        }

        /** The row of a term. It has no meaning if there is no such term. */
        int row(int term) {
            return term < rows.length ? rows[term] : -1;
        }

        float factor(int term) {
            return term < rows.length ? factors[term] : 0;
        }
    }

    /** @param matrix outputs x inputs */
    RowProduct(float[][] matrix) {
        inputs = matrix[0].length;
        outputs = matrix.length;
        boolean[] pairedOutputs = pairs(matrix);
        boolean[] pairedInputs = pairs(WinogradMatrices.transposed(matrix));
        int[] rows = new int[inputs];
        Arrays.setAll(rows, i -> i);
        if (count(pairedInputs) > count(pairedOutputs)) {
            addSums(joinInputs(matrix, pairedInputs, rows), new boolean[outputs], rows);
        } else {
            addSums(matrix, pairedOutputs, rows);
        }
    }

    /**
     * Marks the rows i that, together with row i + 1, have fewer entries as half their sum and half their difference.
     */
    private static boolean[] pairs(float[][] matrix) {
        boolean[] pairs = new boolean[matrix.length];
        for (int i = 0; i + 1 < matrix.length; i++) {
            pairs[i] = (i == 0 || !pairs[i - 1])
                    && entries(half(matrix, i, 1)) + entries(half(matrix, i, -1))
                            < entries(matrix[i]) + entries(matrix[i + 1]);
        }
        return pairs;
    }

    private static float[] half(float[][] matrix, int row, float sign) {
        float[] result = new float[matrix[row].length];
        for (int j = 0; j < result.length; j++) {
            result[j] = (matrix[row][j] + sign * matrix[row + 1][j]) / 2;
        }
        return result;
    }

    private static int entries(float[] row) {
        int count = 0;
        for (float value : row) {
            count += value == 0 ? 0 : 1;
        }
        return count;
    }

    private static int count(boolean[] pairs) {
        int count = 0;
        for (boolean pair : pairs) {
            count += pair ? 1 : 0;
        }
        return count;
    }

    /** Replaces pairs of inputs by their sum and difference, and returns the matrix for these. */
    private float[][] joinInputs(float[][] matrix, boolean[] paired, int[] rows) {
        float[][] columns = WinogradMatrices.transposed(matrix);
        float[][] joined = columns.clone();
        for (int i = 0; i < inputs; i++) {
            if (paired[i]) {
                joined[i] = half(columns, i, 1);
                joined[i + 1] = half(columns, i, -1);
                int first = i;
                int sum = temporary();
                int difference = temporary();
                steps.add((r, n) -> butterfly(r[first], r[first + 1], r[sum], r[difference], n));
                rows[i] = sum;
                rows[i + 1] = difference;
            }
        }
        return WinogradMatrices.transposed(joined);
    }

    private int temporary() {
        return inputs + outputs + temporaries++;
    }

    private void addSums(float[][] matrix, boolean[] paired, int[] rows) {
        int i = 0;
        while (i < outputs) {
            if (paired[i]) {
                addPair(Terms.of(half(matrix, i, 1), rows), Terms.of(half(matrix, i, -1), rows), inputs + i);
                i += 2;
            } else {
                addSum(Terms.of(matrix[i], rows), inputs + i);
                i++;
            }
        }
    }

    private void addSum(Terms terms, int target) {
        int first = Math.min(terms.count(), MOST);
        steps.add(set(terms, first, target));
        for (int begin = first; begin < terms.count(); begin += 2) {
            steps.add(add(terms, begin, target));
        }
    }

    /** Writes the sum of both to one row and their difference to the next. */
    private void addPair(Terms even, Terms odd, int target) {
        int half = temporary();
        addSum(odd, half);
        if (even.count() <= MOST_WITH_DIFFERENCE) {
            steps.add(sumAndDifference(even, half, target));
        } else {
            int sum = temporary();
            addSum(even, sum);
            steps.add((rows, n) -> butterfly(rows[sum], rows[half], rows[target], rows[target + 1], n));
        }
    }

    /** Makes rows for the parts that {@link #run} shares. */
    float[][] temporaries(int length) {
        return new float[temporaries][length];
    }

    /**
     * Puts together the arrays for {@link #run}: one for each input, one for each output, and those that
     * {@link #temporaries} made.
     */
    float[][] rows(float[][] from, float[][] to, float[][] between) {
        float[][] rows = Arrays.copyOf(from, inputs + outputs + temporaries);
        System.arraycopy(to, 0, rows, inputs, outputs);
        System.arraycopy(between, 0, rows, inputs + outputs, temporaries);
        return rows;
    }

    /** Overwrites the outputs among arrays that {@link #rows} put together, from index 0 to below {@code length}. */
    void run(float[][] rows, int length) {
        for (Step step : steps) {
            step.run(rows, length);
        }
    }

    private static Step set(Terms terms, int count, int target) {
        int a = terms.row(0);
        int b = terms.row(1);
        int c = terms.row(2);
        int d = terms.row(3);
        float f = terms.factor(0);
        float g = terms.factor(1);
        float h = terms.factor(2);
        float k = terms.factor(3);
        return switch (count) {
            case 0 -> (rows, n) -> Arrays.fill(rows[target], 0, n, 0);
            case 1 -> (rows, n) -> set(rows[a], f, rows[target], n);
            case 2 -> (rows, n) -> set(rows[a], f, rows[b], g, rows[target], n);
            case 3 -> (rows, n) -> set(rows[a], f, rows[b], g, rows[c], h, rows[target], n);
            default -> (rows, n) -> set(rows[a], f, rows[b], g, rows[c], h, rows[d], k, rows[target], n);
        };
    }

    /** Adds one or two terms to the target. */
    private static Step add(Terms terms, int begin, int target) {
        int a = terms.row(begin);
        int b = terms.row(begin + 1);
        float f = terms.factor(begin);
        float g = terms.factor(begin + 1);
        return begin + 1 == terms.count()
                ? (rows, n) -> add(rows[a], f, rows[target], n)
                : (rows, n) -> add(rows[a], f, rows[b], g, rows[target], n);
    }

    /** Writes the sum and the difference of one to three terms and a row. */
    private static Step sumAndDifference(Terms even, int odd, int target) {
        int a = even.row(0);
        int b = even.row(1);
        int c = even.row(2);
        float f = even.factor(0);
        float g = even.factor(1);
        float h = even.factor(2);
        int next = target + 1;
        return switch (even.count()) {
            case 1 -> (rows, n) -> butterfly(rows[a], f, rows[odd], rows[target], rows[next], n);
            case 2 -> (rows, n) -> butterfly(rows[a], f, rows[b], g, rows[odd], rows[target], rows[next], n);
            default ->
                (rows, n) -> butterfly(rows[a], f, rows[b], g, rows[c], h, rows[odd], rows[target], rows[next], n);
        };
    }

    private static void set(float[] a, float f, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i];
        }
    }

    private static void add(float[] a, float f, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += f * a[i];
        }
    }

    private static void set(float[] a, float f, float[] b, float g, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i] + g * b[i];
        }
    }

    private static void add(float[] a, float f, float[] b, float g, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] += f * a[i] + g * b[i];
        }
    }

    private static void set(float[] a, float f, float[] b, float g, float[] c, float h, float[] target, int length) {
        for (int i = 0; i < length; i++) {
            target[i] = f * a[i] + g * b[i] + h * c[i];
        }
    }

    private static void set(
            float[] a,
            float f,
            float[] b,
            float g,
            float[] c,
            float h,
            float[] d,
            float k,
            float[] target,
            int length) {
        for (int i = 0; i < length; i++) {
            target[i] = (f * a[i] + g * b[i]) + (h * c[i] + k * d[i]);
        }
    }

    private static void butterfly(float[] even, float[] odd, float[] sum, float[] difference, int length) {
        for (int i = 0; i < length; i++) {
            float e = even[i];
            float o = odd[i];
            sum[i] = e + o;
            difference[i] = e - o;
        }
    }

    private static void butterfly(float[] a, float f, float[] odd, float[] sum, float[] difference, int length) {
        for (int i = 0; i < length; i++) {
            float e = f * a[i];
            float o = odd[i];
            sum[i] = e + o;
            difference[i] = e - o;
        }
    }

    private static void butterfly(
            float[] a, float f, float[] b, float g, float[] odd, float[] sum, float[] difference, int length) {
        for (int i = 0; i < length; i++) {
            float e = f * a[i] + g * b[i];
            float o = odd[i];
            sum[i] = e + o;
            difference[i] = e - o;
        }
    }

    private static void butterfly(
            float[] a,
            float f,
            float[] b,
            float g,
            float[] c,
            float h,
            float[] odd,
            float[] sum,
            float[] difference,
            int length) {
        for (int i = 0; i < length; i++) {
            float e = f * a[i] + g * b[i] + h * c[i];
            float o = odd[i];
            sum[i] = e + o;
            difference[i] = e - o;
        }
    }
}
