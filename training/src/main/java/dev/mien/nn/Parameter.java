package dev.mien.nn;

import java.util.Arrays;
import java.util.List;

/**
 * A named array of a layer.
 *
 * @param name the name in Keras: kernel, bias, gamma, beta, moving_mean, moving_variance
 * @param trainable whether the optimizer changes it
 * @param shape the sizes: filters, input channels, height, width for a convolution's kernel; outputs, inputs for a
 *     dense layer's kernel
 */
public record Parameter(String name, boolean trainable, List<Integer> shape) {
    public Parameter {
        shape = List.copyOf(shape);
    }

    Parameter(String name, boolean trainable, int... shape) {
        this(name, trainable, Arrays.stream(shape).boxed().toList());
    }

    /** Number of values. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
