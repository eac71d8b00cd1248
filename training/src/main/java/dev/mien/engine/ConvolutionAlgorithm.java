package dev.mien.engine;

import dev.mien.nn.SamePadding;
import java.util.Optional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/**
 * A way to compute a convolution with same padding, and its gradients. Batches are N, C, H, W, stored channels
 * last, in the precision of the network.
 */
interface ConvolutionAlgorithm extends AutoCloseable {

    /** As a run's configuration names it. */
    String label();

    /**
     * The sums, with bias where there is one.
     *
     * @param training whether {@link #kernelGradient} may follow for the same input, so that keeping what it needs pays
     */
    Tensor forward(Tensor input, boolean training);

    /** Writes the gradients of kernel and bias, whichever algorithm went forward. */
    void kernelGradient(Tensor input, Tensor ofSums);

    Tensor inputGradient(Tensor ofSums);

    /** Whether a pass is cheaper after another of the same step, whose preparation it takes over. */
    boolean sharesPreparation();

    /** Frees the memory that the algorithm keeps from one step to the next. */
    @Override
    default void close() {}

    /**
     * A layer's parameters and the maps that it works on.
     *
     * @param height of its input
     * @param width of its input
     * @param stride rows and columns from one window to the next
     */
    record Layer(ParameterStore.Slot kernel, Optional<ParameterStore.Slot> bias, int height, int width, int stride) {
        long filters() {
            return kernel.value().size(0);
        }

        long channels() {
            return kernel.value().size(1);
        }

        /** Rows and columns of the kernel. */
        long side() {
            return kernel.value().size(2);
        }

        /** Where the windows lie from top to bottom. */
        SamePadding rows() {
            return SamePadding.of(height, Math.toIntExact(side()), stride);
        }

        /** Where they lie from left to right. */
        SamePadding columns() {
            return SamePadding.of(width, Math.toIntExact(side()), stride);
        }

        /** Zeros on each side, where the stride is 1. */
        long padding() {
            return side() / 2;
        }

        /** Writes the bias' gradient, summed in 32 bits, where there is a bias. */
        void sumBiasGradient(Tensor ofSums) {
            bias.ifPresent(slot -> slot.gradient()
                    .copy_(ofSums.sum(new long[] {0, 2, 3}, false, new ScalarTypeOptional(Tensors.FLOAT))));
        }
    }
}
