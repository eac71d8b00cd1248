package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Batch normalisation with Keras' moving averages: they take the biased variance, where torch's would take the unbiased one,
 * so they are kept here.
 */
final class BatchNormalizationModule implements Module {
    private final ParameterStore.Slot gamma;
    private final ParameterStore.Slot beta;
    private final Tensor movingMean;
    private final Tensor movingVariance;
    private @Nullable Tensor input;
    private @Nullable T_TensorTensorTensor_T normalized;

    BatchNormalizationModule(
            ParameterStore.Slot gamma, ParameterStore.Slot beta, Tensor movingMean, Tensor movingVariance) {
        this.gamma = gamma;
        this.beta = beta;
        this.movingMean = movingMean;
        this.movingVariance = movingVariance;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        if (!pass.training()) {
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
        T_TensorTensorTensor_T result = torch.native_batch_norm(
                batch,
                Tensors.some(gamma.value()),
                Tensors.some(beta.value()),
                Tensors.none(),
                Tensors.none(),
                true,
                0,
                BatchNormalization.EPSILON);
        input = batch;
        normalized = result;
        updateMovingAverages(result.get1(), result.get2());
        return result.get0();
    }

    private void updateMovingAverages(Tensor mean, Tensor inverseDeviation) {
        double rate = 1 - BatchNormalization.MOMENTUM;
        Tensor variance = inverseDeviation.pow(Tensors.scalar(-2)).sub_(Tensors.scalar(BatchNormalization.EPSILON));
        movingMean.lerp_(mean, Tensors.scalar(rate));
        movingVariance.lerp_(variance, Tensors.scalar(rate));
    }

    @Override
    public Tensor backward(Tensor gradient) {
        T_TensorTensorTensor_T forward = Saved.take(normalized);
        T_TensorTensorTensor_T gradients = torch.native_batch_norm_backward(
                gradient,
                Saved.take(input),
                Tensors.some(gamma.value()),
                Tensors.none(),
                Tensors.none(),
                Tensors.some(forward.get1()),
                Tensors.some(forward.get2()),
                true,
                BatchNormalization.EPSILON,
                Tensors.flags(true, true, true));
        input = null;
        normalized = null;
        gamma.gradient().copy_(gradients.get1());
        beta.gradient().copy_(gradients.get2());
        return gradients.get0();
    }
}
