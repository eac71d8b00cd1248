package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The positive part alone. {@link NormalizationBlockModule} computes it together with its neighbours. */
final class ReluModule implements Module {
    private @Nullable Tensor output;

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor rectified = batch.relu();
        if (pass.training()) {
            output = rectified;
        }
        return rectified;
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor result = torch.threshold_backward(gradient, Saved.take(output), Tensors.scalar(0));
        output = null;
        return result;
    }

    @Override
    public boolean reusesGradient() {
        return false;
    }
}
