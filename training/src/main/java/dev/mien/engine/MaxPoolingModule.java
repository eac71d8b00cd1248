package dev.mien.engine;

import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** The largest value of each window. A last row or column that does not fill a window is left out. */
final class MaxPoolingModule implements Module {
    private static final long[] NONE = {0, 0};
    private static final long[] ONE = {1, 1};

    private final long[] window;
    private @Nullable Tensor input;
    private @Nullable Tensor indices;

    MaxPoolingModule(long height, long width) {
        window = new long[] {height, width};
    }

    @Override
    public Tensor forward(Tensor batch, Pass pass) {
        T_TensorTensor_T pooled = torch.max_pool2d_with_indices(batch, window, window, NONE, ONE, false);
        if (pass.training()) {
            input = batch;
            indices = pooled.get1();
        }
        return pooled.get0();
    }

    @Override
    public Tensor backward(Tensor gradient) {
        Tensor result = torch.max_pool2d_with_indices_backward(
                gradient, Saved.take(input), window, window, NONE, ONE, false, Saved.take(indices));
        input = null;
        indices = null;
        return result;
    }
}
