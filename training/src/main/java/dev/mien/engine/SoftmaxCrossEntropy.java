package dev.mien.engine;

/**
 * The loss of a batch: cross-entropy between target distributions and the softmax of the network's outputs, computed together
 * so that no logarithm of a tiny probability is taken.
 *
 * @param total sum over the batch, in nats
 * @param correct how many samples have their largest output at their largest target
 * @param gradient of the batch's mean loss by the outputs, samples x classes
 */
record SoftmaxCrossEntropy(double total, int correct, float[] gradient) {

    /**
     * @param outputs samples x classes, before the softmax
     * @param targets samples x classes, each row a distribution
     */
    static SoftmaxCrossEntropy of(float[] outputs, float[] targets, int count, int classes) {
        float[] gradient = new float[count * classes];
        double total = 0;
        int correct = 0;
        for (int i = 0; i < count; i++) {
            int row = i * classes;
            double logSum = logSumExp(outputs, row, classes);
            for (int c = 0; c < classes; c++) {
                double logProbability = outputs[row + c] - logSum;
                float target = targets[row + c];
                if (target > 0) {
                    total -= target * logProbability;
                }
                gradient[row + c] = (float) ((Math.exp(logProbability) - target) / count);
            }
            if (largest(outputs, row, classes) == largest(targets, row, classes)) {
                correct++;
            }
        }
        return new SoftmaxCrossEntropy(total, correct, gradient);
    }

    /** The softmax of each row. */
    static float[][] probabilities(float[] outputs, int count, int classes) {
        float[][] result = new float[count][classes];
        for (int i = 0; i < count; i++) {
            double logSum = logSumExp(outputs, i * classes, classes);
            for (int c = 0; c < classes; c++) {
                result[i][c] = (float) Math.exp(outputs[i * classes + c] - logSum);
            }
        }
        return result;
    }

    private static double logSumExp(float[] values, int offset, int length) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            max = Math.max(max, values[offset + i]);
        }
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += Math.exp(values[offset + i] - max);
        }
        return max + Math.log(sum);
    }

    private static int largest(float[] values, int offset, int length) {
        int best = 0;
        for (int i = 1; i < length; i++) {
            if (values[offset + i] > values[offset + best]) {
                best = i;
            }
        }
        return best;
    }
}
