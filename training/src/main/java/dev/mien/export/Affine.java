package dev.mien.export;

import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture.Node;
import dev.mien.nn.Weights;

/**
 * A batch normalisation after training: {@code scale * x + shift} for each channel.
 *
 * @param scale gamma / sqrt(moving variance + epsilon)
 * @param shift beta - scale * moving mean
 */
record Affine(double[] scale, double[] shift) {

    static Affine of(Node normalization, Weights weights) {
        float[] gamma = weights.get(normalization.name() + ".gamma");
        float[] beta = weights.get(normalization.name() + ".beta");
        float[] mean = weights.get(normalization.name() + ".moving_mean");
        float[] variance = weights.get(normalization.name() + ".moving_variance");
        double[] scale = new double[gamma.length];
        double[] shift = new double[gamma.length];
        for (int c = 0; c < scale.length; c++) {
            scale[c] = gamma[c] / Math.sqrt(variance[c] + Layer.BatchNormalization.EPSILON);
            shift[c] = beta[c] - scale[c] * mean[c];
        }
        return new Affine(scale, shift);
    }

    /** The kernel of a convolution that includes this normalisation. Filters are its first dimension. */
    float[] ofKernel(float[] kernel) {
        float[] changed = new float[kernel.length];
        int window = kernel.length / scale.length;
        for (int i = 0; i < changed.length; i++) {
            changed[i] = (float) (kernel[i] * scale[i / window]);
        }
        return changed;
    }

    /** The biases of such a convolution. */
    float[] ofBias(float[] bias) {
        float[] changed = new float[bias.length];
        for (int c = 0; c < changed.length; c++) {
            changed[c] = (float) (bias[c] * scale[c] + shift[c]);
        }
        return changed;
    }
}
