package dev.mien.engine;

import dev.mien.nn.Padding;
import dev.mien.nn.SamePadding;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * An algorithm that computes a convolution and its gradients. Batches have the sizes N, C,
 * H, W. They are stored channels last, in the precision of the network.
 */
interface ConvolutionAlgorithm extends AutoCloseable {

    /** The name of the algorithm in a run's configuration. */
    String label();

    /**
     * Computes the sums, with the bias where there is one.
     *
     * @param training whether {@link #kernelGradient} may follow for the same input, so that it pays to keep prepared
     *     data for it
     */
    Tensor forward(Tensor input, boolean training);

    /** Writes the gradients of kernel and bias. Another algorithm may have computed the forward pass. */
    void kernelGradient(Tensor input, Tensor ofSums);

    Tensor inputGradient(Tensor ofSums);

    /** Whether a pass can reuse the preparation of an earlier pass in the same step, which makes it cheaper. */
    boolean sharesPreparation();

    /** Frees the memory that the algorithm keeps from one step to the next. */
    @Override
    default void close() {}

    /**
     * A layer's parameters and the maps that it works on.
     *
     * @param height the height of the input
     * @param width the width of the input
     * @param stride rows and columns from one window to the next
     */
    record Layer(
            ParameterStore.Slot kernel,
            Optional<ParameterStore.Slot> bias,
            int height,
            int width,
            int stride,
            Padding padding) {
        long filters() {
            return kernel.value().size(0);
        }

        long channels() {
            return kernel.value().size(1);
        }

        /** The number of rows and columns of the kernel. */
        long side() {
            return kernel.value().size(2);
        }

        /** Where the windows lie from top to bottom. */
        SamePadding rows() {
            return padding.side(height, Math.toIntExact(side()), stride);
        }

        /** Where the windows lie from left to right. */
        SamePadding columns() {
            return padding.side(width, Math.toIntExact(side()), stride);
        }

        /** Whether the output has as many rows and columns as the input. */
        boolean keepsSize() {
            return padding == Padding.SAME && stride == 1;
        }

        /** The number of zeros at each end of a side, if the layer {@link #keepsSize}. */
        long zeros() {
            return side() / 2;
        }

        /** Writes the gradient of the bias, if there is a bias. It is summed in 32 bits. */
        void sumBiasGradient(Tensor ofSums) {
            bias.ifPresent(slot -> slot.gradient()
                    .copy_(ofSums.sum(new long[] {0, 2, 3}, false, new ScalarTypeOptional(Tensors.FLOAT))));
        }
    }
}
