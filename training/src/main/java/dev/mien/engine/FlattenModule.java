package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;

/** Turns maps into vectors in the order height, width, channel. From here on the network computes in 32 bits. */
final class FlattenModule implements Module {
    private long channels;
    private long height;
    private long width;
    private org.bytedeco.pytorch.global.torch.@org.jspecify.annotations.Nullable ScalarType type;

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        channels = batch.size(1);
        height = batch.size(2);
        width = batch.size(3);
        type = batch.scalar_type().intern();
        return batch.permute(0, 2, 3, 1)
                .reshape(batch.size(0), channels * height * width)
                .to(Tensors.FLOAT);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return gradient.to(Saved.take(type))
                .view(gradient.size(0), height, width, channels)
                .permute(0, 3, 1, 2);
    }
}
