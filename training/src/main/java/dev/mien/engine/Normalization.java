package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The parameters of a batch normalisation and its moving averages. As in Keras, these use the biased variance. torch
 * would use the unbiased one, so they are kept here.
 */
record Normalization(ParameterStore.Slot gamma, ParameterStore.Slot beta, Tensor movingMean, Tensor movingVariance) {

    /** Normalises with the moving averages. This is the form outside training. */
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

    /** Moves the averages towards those of a batch. */
    void learn(Tensor mean, Tensor biasedVariance, Pass pass) {
        double rate = 1 - pass.momentum();
        movingMean.lerp_(mean, Tensors.scalar(rate));
        movingVariance.lerp_(biasedVariance, Tensors.scalar(rate));
    }
}
