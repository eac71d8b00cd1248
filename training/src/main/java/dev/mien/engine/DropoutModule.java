package dev.mien.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Dropout alone. Its mask is a pure function of the pass's seed and the layer's number, so that resuming needs no state. */
final class DropoutModule implements Module {
    private final double rate;
    private final long layer;
    private @Nullable Tensor mask;

    /**
     * @param rate share of values dropped, 0 to below 1
     * @param layer number that tells this layer's draws from another's
     */
    DropoutModule(double rate, long layer) {
        this.rate = rate;
        this.layer = layer;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        if (!pass.training() || rate == 0) {
            return batch;
        }
        mask = draw(batch, pass.seed());
        return apply(batch, mask);
    }

    @Override
    public Tensor backward(Tensor gradient) {
        return rate == 0 ? gradient : apply(gradient, Saved.take(mask));
    }

    private Tensor apply(Tensor values, Tensor zerosAndOnes) {
        return values.mul_(zerosAndOnes).mul_(Tensors.scalar(1 / DropoutMask.keep(rate)));
    }

    private Tensor draw(Tensor batch, long seed) {
        float[] values = new float[Math.toIntExact(batch.numel())];
        new DropoutMask(rate, values.length).fill(values, 0, seed + layer);
        return torch.from_blob(new FloatPointer(values), new long[] {values.length})
                .view(batch.sizes())
                .to(batch.scalar_type());
    }
}
