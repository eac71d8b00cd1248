package dev.mien.engine;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The mean of each window. Padding does not count, as in Keras. */
final class AveragePoolingModule implements Module {
    private static final long[] NONE = {0, 0};

    private final PoolingWindow window;
    private @Nullable Tensor input;

    AveragePoolingModule(PoolingWindow window) {
        this.window = window;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor padded = window.padded(batch, 0);
        if (pass.training()) {
            input = padded;
        }
        Tensor means = mean(padded);
        return window.isPadded() ? means.div(shares(padded)) : means;
    }

    private Tensor mean(Tensor maps) {
        return torch.avg_pool2d(maps, window.size(), window.stride(), NONE, false, true, new LongOptional());
    }

    /** The share of each window that is not padding, 1 x 1 x rows x columns. */
    private Tensor shares(Tensor padded) {
        long height = padded.size(2) - window.rows().before() - window.rows().after();
        long width =
                padded.size(3) - window.columns().before() - window.columns().after();
        Tensor ones = Tensors.zeros(padded.scalar_type().intern(), 1, 1, height, width)
                .add_(Tensors.scalar(1));
        return mean(window.padded(ones, 0));
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor padded = Saved.take(input);
        input = null;
        Tensor ofMeans = window.isPadded() ? gradient.div(shares(padded)) : gradient;
        return window.inner(torch.avg_pool2d_backward(
                ofMeans, padded, window.size(), window.stride(), NONE, false, true, new LongOptional()));
    }

    @Override
    public boolean reusesInput() {
        return false;
    }
}
