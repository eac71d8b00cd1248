package dev.mien.keras;

import dev.mien.nn.Shape;
import java.util.List;
import java.util.Optional;

/**
 * A network from a Keras file, ready to compute. Layers that do something only in training are left out.
 *
 * @param name the model's name in the file
 * @param version the version of Keras that wrote the file; empty if the file does not say it
 * @param input size of a picture
 * @param layers in an order in which each stands behind its inputs
 * @param output name of the layer that gives the answer, which is a vector
 */
public record KerasNetwork(
        String name, Optional<String> version, Shape input, List<KerasLayer> layers, String output) {
    /** The name of the network's input. */
    public static final String INPUT = "(input)";

    public KerasNetwork {
        layers = List.copyOf(layers);
    }

    /** The layer that gives the answer. */
    public KerasLayer last() {
        return layers.stream().filter(layer -> layer.name().equals(output)).findFirst().orElseThrow();
    }

    /** Number of classes. */
    public int classes() {
        return last().output().channels();
    }
}
