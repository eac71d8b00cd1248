package dev.mien.engine;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * A convolution's kernel gradient as one matrix product over the unfolded windows (im2col; Chellapilla, Puri and Simard, 2006).
 * On small maps of many channels in bf16 it is several times as fast as the direct gradient, which splits its work over
 * positions.
 */
final class Unfolding {
    private static final int LARGEST_SIDE = 6;
    private static final int FEWEST_CHANNELS = 128;

    private Unfolding() {}

    /** Whether it is the faster way for this input. */
    static boolean pays(Tensor input) {
        return input.scalar_type().intern() == Tensors.BFLOAT16
                && input.size(2) <= LARGEST_SIDE
                && input.size(3) <= LARGEST_SIDE
                && input.size(1) >= FEWEST_CHANNELS;
    }

    /**
     * The gradient of the kernel, stored filters, height, width, channels.
     *
     * @param input N, C, H, W, stored channels last
     * @param gradient of the output, N, filters, H, W, stored channels last
     * @param padding on each side; the kernel's side is twice that and one
     */
    static Tensor kernelGradient(Tensor input, Tensor gradient, long padding) {
        long n = input.size(0);
        long channels = input.size(1);
        long height = input.size(2);
        long width = input.size(3);
        long side = 2 * padding + 1;
        long filters = gradient.size(1);
        Tensor padded = torch.constant_pad_nd(
                input.permute(0, 2, 3, 1), new long[] {0, 0, padding, padding, padding, padding}, new Scalar(0));
        long row = (width + 2 * padding) * channels;
        Tensor windows = padded.as_strided(
                        new long[] {n, height, width, side, side, channels},
                        row * (height + 2 * padding),
                        row,
                        channels,
                        row,
                        channels,
                        1)
                .reshape(n * height * width, side * side * channels);
        Tensor outputs = gradient.permute(0, 2, 3, 1).reshape(n * height * width, filters);
        return torch.mm(outputs.t(), windows)
                .view(filters, side, side, channels)
                .permute(0, 3, 1, 2);
    }

    /** The gradient of the bias, summed in 32 bits. */
    static Tensor biasGradient(Tensor gradient) {
        return gradient.sum(new long[] {0, 2, 3}, false, new ScalarTypeOptional(Tensors.FLOAT));
    }
}
