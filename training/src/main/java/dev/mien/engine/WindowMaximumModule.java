package dev.mien.engine;

import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The largest value of each window, for windows that overlap or reach beyond the maps. */
final class WindowMaximumModule implements Module {
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    private final PoolingWindow window;
    private @Nullable Tensor input;
    private @Nullable Tensor indices;

    WindowMaximumModule(PoolingWindow window) {
        this.window = window;
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        Tensor padded = window.padded(batch, Double.NEGATIVE_INFINITY);
        T_TensorTensor_T pooled =
                torch.max_pool2d_with_indices(padded, window.size(), window.stride(), NONE, ONE, false);
        if (pass.training()) {
            input = padded;
            indices = pooled.get1();
        }
        return pooled.get0();
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor result = torch.max_pool2d_with_indices_backward(
                gradient, Saved.take(input), window.size(), window.stride(), NONE, ONE, false, Saved.take(indices));
        input = null;
        indices = null;
        return window.inner(result);
    }
}
