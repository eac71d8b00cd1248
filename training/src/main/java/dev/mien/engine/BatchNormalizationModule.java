package dev.mien.engine;

import dev.mien.nn.Layer.BatchNormalization;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Batch normalisation alone; {@link PoolingBlockModule} does it together with its neighbours. */
final class BatchNormalizationModule implements Module {
    private final Normalization normalization;
    private @Nullable Tensor input;
    private @Nullable T_TensorTensorTensor_T normalized;

    BatchNormalizationModule(Normalization normalization) {
        this.normalization = normalization;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        if (!pass.training()) {
            return normalization.infer(batch);
        }
        T_TensorTensorTensor_T result = torch.native_batch_norm(
                batch,
                Tensors.some(normalization.gamma().value()),
                Tensors.some(normalization.beta().value()),
                Tensors.none(),
                Tensors.none(),
                true,
                0,
                BatchNormalization.EPSILON);
        input = batch;
        normalized = result;
        Tensor variance = result.get2().pow(Tensors.scalar(-2)).sub_(Tensors.scalar(BatchNormalization.EPSILON));
        normalization.learn(result.get1(), variance, pass);
        return result.get0();
    }

    @Override
    public Tensor backward(Tensor gradient) {
        T_TensorTensorTensor_T forward = Saved.take(normalized);
        T_TensorTensorTensor_T gradients = torch.native_batch_norm_backward(
                gradient,
                Saved.take(input),
                Tensors.some(normalization.gamma().value()),
                Tensors.none(),
                Tensors.none(),
                Tensors.some(forward.get1()),
                Tensors.some(forward.get2()),
                true,
                BatchNormalization.EPSILON,
                Tensors.flags(true, true, true));
        input = null;
        normalized = null;
        normalization.gamma().gradient().copy_(gradients.get1());
        normalization.beta().gradient().copy_(gradients.get2());
        return gradients.get0();
    }
}
