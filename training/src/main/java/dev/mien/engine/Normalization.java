package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The parameters of a batch normalisation and its moving averages, Keras' way: they take the biased variance, where torch's
 * would take the unbiased one, so they are kept here.
 */
record Normalization(ParameterStore.Slot gamma, ParameterStore.Slot beta, Tensor movingMean, Tensor movingVariance) {

    /** With the moving averages, as it is done outside training. */
    Tensor infer(Tensor batch) {
        return torch.batch_norm(
                batch,
                Tensors.some(gamma.value()),
                Tensors.some(beta.value()),
                Tensors.some(movingMean),
                Tensors.some(movingVariance),
                false,
                0,
                BatchNormalization.EPSILON,
                false);
    }

    /** Moves the averages towards a batch's. */
    void learn(Tensor mean, Tensor biasedVariance, Pass pass) {
        double rate = 1 - pass.momentum();
        movingMean.lerp_(mean, Tensors.scalar(rate));
        movingVariance.lerp_(biasedVariance, Tensors.scalar(rate));
    }
}
