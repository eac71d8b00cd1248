package dev.mien.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The description of a network in a Keras file, from Keras 2.0 on.
 *
 * @param sequential whether each layer takes the output of the one before it
 * @param layers in the file's order
 * @param inputs the network's inputs; empty for a sequential network
 * @param outputs the network's outputs; empty for a sequential network
 */
record NetworkConfig(
        String name, boolean sequential, List<LayerConfig> layers, List<Reference> inputs, List<Reference> outputs) {

    /**
     * An output of a layer.
     *
     * @param layer the layer's name
     * @param call which use of the layer, from 0
     */
    record Reference(String layer, int call) {}

    /** Reads a network's own description, or that of a layer that is a network. */
    static NetworkConfig of(LayerConfig network) {
        JsonNode config = network.config();
        // until Keras 2.2 the configuration of a sequential network was the list of its layers
        JsonNode list = config.isArray() ? config : config.path("layers");
        List<LayerConfig> layers = new ArrayList<>();
        list.forEach(layer -> layers.add(LayerConfig.of(layer)));
        if (layers.isEmpty()) {
            throw new InvalidInputException("the network '" + network.name() + "' has no layers in its description");
        }
        return new NetworkConfig(
                network.name(),
                network.kind().equals("Sequential"),
                layers,
                references(config.path("input_layers")),
                references(config.path("output_layers")));
    }

    /** All outputs of layers in a list, in lists of lists, or in Keras 3's descriptions of tensors. */
    static List<Reference> references(JsonNode node) {
        List<Reference> found = new ArrayList<>();
        collect(node, found);
        return found;
    }

    private static void collect(JsonNode node, List<Reference> found) {
        if (node.isArray()
                && node.size() >= 3
                && node.get(0).isTextual()
                && node.get(1).isInt()) {
            found.add(new Reference(node.get(0).asText(), node.get(1).asInt()));
        } else if (node.path("config").has("keras_history")) {
            collect(node.path("config").path("keras_history"), found);
        } else {
            node.forEach(below -> collect(below, found));
        }
    }

    /** The uses of a layer; each has the outputs that the layer takes. */
    static List<List<Reference>> calls(LayerConfig layer) {
        List<List<Reference>> calls = new ArrayList<>();
        layer.inbound().forEach(call -> calls.add(references(call)));
        return calls;
    }

    LayerConfig layer(String layer) {
        return layers.stream()
                .filter(candidate -> candidate.name().equals(layer))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException(
                        "the network '" + name + "' uses the layer '" + layer + "', which it does not describe"));
    }
}
