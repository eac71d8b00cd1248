package dev.mien.engine;

import dev.mien.nn.Head;
import java.util.List;

/**
 * The loss of a batch. For each head it is the cross-entropy between the targets and the softmax of the head's outputs.
 * Both are computed together, so that no logarithm of a tiny probability is needed. The sum of a row of targets is its
 * weight. A row of zeros has no weight.
 *
 * @param total the loss of the first head, summed over the batch, in nats
 * @param others the loss of all other heads, likewise
 * @param correct the number of samples whose largest output of the first head stands at the largest target
 * @param gradient the gradient of the batch's mean loss with respect to the outputs, samples x outputs
 */
record SoftmaxCrossEntropy(double total, double others, int correct, float[] gradient) {

    /**
     * @param outputs samples x outputs, before the softmax
     * @param targets samples x outputs; each head's row is a distribution times its weight
     * @param count number of samples
     */
    static SoftmaxCrossEntropy of(float[] outputs, float[] targets, int count, List<Head> heads) {
        int width = width(heads);
        float[] gradient = new float[count * width];
        double[] totals = new double[heads.size()];
        int correct = 0;
        for (int i = 0; i < count; i++) {
            for (int h = 0; h < totals.length; h++) {
                Head head = heads.get(h);
                totals[h] += row(outputs, targets, i * width + head.offset(), head.classes(), count, gradient);
            }
            int classes = heads.get(0).classes();
            if (largest(outputs, i * width, classes) == largest(targets, i * width, classes)) {
                correct++;
            }
        }
        double all = 0;
        for (double total : totals) {
            all += total;
        }
        return new SoftmaxCrossEntropy(totals[0], all - totals[0], correct, gradient);
    }

    /** Computes the loss of one sample at one head, and writes its share of the mean's gradient. */
    private static double row(float[] outputs, float[] targets, int start, int classes, int count, float[] gradient) {
        double logSum = logSumExp(outputs, start, classes);
        double weight = weight(targets, start, classes);
        double loss = 0;
        for (int c = start; c < start + classes; c++) {
            double logProbability = outputs[c] - logSum;
            float target = targets[c];
            if (target > 0) {
                loss -= target * logProbability;
            }
            gradient[c] = (float) ((weight * Math.exp(logProbability) - target) / count);
        }
        return loss;
    }

    private static double weight(float[] targets, int start, int classes) {
        double sum = 0;
        for (int c = start; c < start + classes; c++) {
            sum += targets[c];
        }
        return sum;
    }

    private static int width(List<Head> heads) {
        return heads.stream().mapToInt(Head::classes).sum();
    }

    /** Computes each head's softmax of each row. The results stand side by side, like the outputs. */
    static float[][] probabilities(float[] outputs, int count, List<Head> heads) {
        int width = width(heads);
        float[][] result = new float[count][width];
        for (int i = 0; i < count; i++) {
            for (Head head : heads) {
                int start = i * width + head.offset();
                double logSum = logSumExp(outputs, start, head.classes());
                for (int c = 0; c < head.classes(); c++) {
                    result[i][head.offset() + c] = (float) Math.exp(outputs[start + c] - logSum);
                }
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
