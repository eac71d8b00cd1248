package dev.mien.keras;

import dev.mien.nn.Shape;
import java.util.List;

/**
 * An operation at its place in a Keras network.
 *
 * @param name a name that is unique in the network
 * @param kind the name of the Keras layer's class
 * @param inputs names of the layers whose outputs it takes; {@link KerasNetwork#INPUT} is the network's input
 * @param output size of the output
 */
public record KerasLayer(String name, String kind, KerasOperation operation, List<String> inputs, Shape output) {
    public KerasLayer {
        inputs = List.copyOf(inputs);
    }
}
