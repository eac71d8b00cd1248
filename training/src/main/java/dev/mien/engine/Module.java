package dev.mien.engine;

import org.bytedeco.pytorch.Tensor;

/**
 * One layer at work on a batch. A training pass calls {@link #forward} and then {@link #backward}, in one PointerScope: what a
 * module keeps in between belongs to that scope.
 */
interface Module {

    /** The layer's output; may reuse the input's memory. */
    Tensor forward(Tensor input, Pass pass);

    /** Writes the gradients of the layer's parameters and returns that of its input; may reuse {@code gradient}. */
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
