package dev.mien.keras;

import dev.mien.keras.KerasOperation.Activate;
import dev.mien.keras.KerasOperation.Ceiling;
import dev.mien.keras.KerasOperation.Function;
import java.util.List;

/** Keras' functions by name. */
final class Activations {
    private static final double LEAKY = 0.2;

    private Activations() {}

    /**
     * The operations of a function; no operation for a linear one.
     *
     * @throws dev.mien.InvalidInputException naming layer and function, if Keras has no such function
     */
    static List<KerasOperation> of(LayerConfig layer, String name) {
        return switch (name) {
            case "linear" -> List.of();
            case "relu6" -> List.of(new Activate(Function.RELU, 0), new Ceiling(6));
            case "relu", "ReLU" -> List.of(new Activate(Function.RELU, 0));
            case "leaky_relu" -> List.of(new Activate(Function.LEAKY_RELU, LEAKY));
            case "elu", "ELU" -> List.of(new Activate(Function.ELU, 1));
            case "selu" -> List.of(new Activate(Function.SELU, 0));
            case "sigmoid" -> List.of(new Activate(Function.SIGMOID, 0));
            case "tanh" -> List.of(new Activate(Function.TANH, 0));
            case "softmax", "softmax_v2", "Softmax" -> List.of(new Activate(Function.SOFTMAX, 0));
            case "softplus" -> List.of(new Activate(Function.SOFTPLUS, 0));
            case "softsign" -> List.of(new Activate(Function.SOFTSIGN, 0));
            case "exponential" -> List.of(new Activate(Function.EXPONENTIAL, 0));
            case "swish", "silu" -> List.of(new Activate(Function.SILU, 0));
            case "gelu" -> List.of(new Activate(Function.GELU, 0));
            case "mish" -> List.of(new Activate(Function.MISH, 0));
            default -> throw layer.problem("has the activation '" + name + "', which Mien does not know");
        };
    }
}
