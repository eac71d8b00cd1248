package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;

/**
 * Computes one layer on a batch. A training pass calls {@link #forward} and then {@link #backward} in the same
 * PointerScope. Everything that a module keeps in between belongs to that scope.
 */
interface Module {

    /** Computes the layer's output. It may reuse the memory of the input. */
    Tensor forward(Tensor input, Pass pass);

    /**
     * Writes the gradients of the layer's parameters, and returns the gradient of its input. It may reuse the memory of
     * {@code gradient}.
     */
    Tensor backward(Tensor gradient);

    /** Whether {@link #forward} may overwrite its input. */
    default boolean reusesInput() {
        return true;
    }

    /** Whether {@link #backward} may overwrite the gradient that it is given. */
    default boolean reusesGradient() {
        return true;
    }
}
