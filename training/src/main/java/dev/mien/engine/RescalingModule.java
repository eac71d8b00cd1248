package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;

/** Multiplies each value by a constant. */
final class RescalingModule implements Module {
    private final double scale;

    RescalingModule(double scale) {
        this.scale = scale;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        return batch.mul(Tensors.scalar(scale));
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return gradient.mul(Tensors.scalar(scale));
    }
}
