package dev.mien.engine;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * Dropout alone. Its mask is a pure function of the pass's seed and the layer's number, so a resumed training needs no
 * state of it.
 */
final class DropoutModule implements Module {
    private final double rate;
    private final long layer;
    private @Nullable Tensor mask;
    private @Nullable DropoutMask draws;
    private float[] ofSample = new float[0];

    /**
     * @param rate the share of values that are dropped, 0 to below 1
     * @param layer a number that makes this layer's draws differ from those of others
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

    /** Draws sample by sample, so that the memory for the draws is small and can be kept. */
    private Tensor draw(Tensor batch, long seed) {
        int count = Math.toIntExact(batch.size(0));
        int size = Math.toIntExact(batch.numel() / count);
        DropoutMask source = draws;
        if (source == null || ofSample.length != size) {
            source = new DropoutMask(rate, size);
            draws = source;
            ofSample = new float[size];
        }
        float[] values = new float[count * size];
        for (int i = 0; i < count; i++) {
            source.fill(ofSample, i * size, seed + layer);
            System.arraycopy(ofSample, 0, values, i * size, size);
        }
        return torch.from_blob(new FloatPointer(values), new long[] {values.length})
                .view(batch.sizes())
                .to(batch.scalar_type());
    }
}
