package dev.mien.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import dev.mien.keras.NetworkConfig.Reference;
import dev.mien.nn.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes one list of operations of a network's description and its weights. Networks within it are unfolded. */
final class NetworkReader {
    private static final int LARGEST_SIDE = 4096;

    private final List<KerasLayer> layers = new ArrayList<>();
    private final Map<String, Shape> shapes = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private NetworkReader(Shape input) {
        shapes.put(KerasNetwork.INPUT, input);
    }

    /**
     * Reads a network.
     *
     * @throws InvalidInputException naming the layer that cannot be read
     */
    static KerasNetwork read(LayerConfig model, WeightScope weights, Map<String, String> facts) {
        NetworkConfig network = NetworkConfig.of(model);
        Shape input = input(model, network);
        NetworkReader reader = new NetworkReader(input);
        String output = reader.network(network, weights, "", List.of(KerasNetwork.INPUT));
        Shape answer = Objects.requireNonNull(reader.shapes.get(output));
        if (!answer.flat()) {
            throw new InvalidInputException(
                    "the network answers with maps of the size " + answer + ", expected one number for each class");
        }
        return new KerasNetwork(network.name(), facts, input, reader.layers, output);
    }

    private static Shape input(LayerConfig model, NetworkConfig network) {
        LayerConfig first = network.inputs().isEmpty()
                ? network.layers().get(0)
                : network.layer(network.inputs().get(0).layer());
        if (network.inputs().size() > 1) {
            throw new InvalidInputException(
                    "the network has " + network.inputs().size() + " inputs, expected one, the picture");
        }
        if (first.isNetwork()) {
            return input(first, NetworkConfig.of(first));
        }
        JsonNode sizes = first.inputSizes()
                .or(model::inputSizes)
                .orElseThrow(() -> first.problem("does not say the size of its pictures. Save the network after it was"
                        + " built, with an Input as its first layer"));
        if (sizes.size() != 4
                || !isSize(sizes.get(1))
                || !isSize(sizes.get(2))
                || sizes.get(3).asInt() != 1 && sizes.get(3).asInt() != 3) {
            throw first.problem("takes pictures of the sizes " + sizes
                    + " (batch, height, width, channels), expected a fixed height and width and 1 or 3 channels");
        }
        return Shape.maps(
                sizes.get(1).asInt(), sizes.get(2).asInt(), sizes.get(3).asInt());
    }

    private static boolean isSize(JsonNode size) {
        return size.asInt() >= 1 && size.asInt() <= LARGEST_SIDE;
    }

    /** Appends a network's layers, and returns the name of its output. */
    private String network(NetworkConfig network, WeightScope weights, String prefix, List<String> inputs) {
        if (network.sequential()) {
            String value = inputs.get(0);
            for (LayerConfig layer : network.layers()) {
                value = layer.isInput() ? value : layer(layer, weights, prefix, List.of(value));
            }
            return value;
        }
        return new Functional(network, weights, prefix, inputs).value(output(network));
    }

    /** The only output, or the one that is called emotion, as in a file that Mien exported. */
    private static Reference output(NetworkConfig network) {
        return network.outputs().stream()
                .filter(output ->
                        network.outputs().size() == 1 || output.layer().equals(ArchitectureJson.EMOTION))
                .findFirst()
                .orElseThrow(() -> new InvalidInputException("the network '" + network.name() + "' has "
                        + network.outputs().size() + " outputs, expected one"));
    }

    /** The values of a network whose layers name the layers before them. */
    private final class Functional {
        private final NetworkConfig network;
        private final WeightScope weights;
        private final String prefix;
        private final Map<Reference, String> values = new HashMap<>();
        private final Set<Reference> open = new HashSet<>();

        Functional(NetworkConfig network, WeightScope weights, String prefix, List<String> inputs) {
            this.network = network;
            this.weights = weights;
            this.prefix = prefix;
            if (inputs.size() != network.inputs().size()) {
                throw new InvalidInputException("the network '" + network.name() + "' has "
                        + network.inputs().size() + " inputs and gets " + inputs.size());
            }
            for (int i = 0; i < inputs.size(); i++) {
                values.put(new Reference(network.inputs().get(i).layer(), 0), inputs.get(i));
            }
        }

        String value(Reference given) {
            LayerConfig layer = network.layer(given.layer());
            Reference reference = new Reference(given.layer(), call(layer, given.call()));
            String known = values.get(reference);
            if (known != null) {
                return known;
            }
            if (!open.add(reference)) {
                throw layer.problem("takes its own output");
            }
            List<List<Reference>> calls = NetworkConfig.calls(layer);
            if (reference.call() >= calls.size() || calls.get(reference.call()).isEmpty()) {
                throw layer.problem("has no input in the description");
            }
            List<String> inputs = new ArrayList<>();
            calls.get(reference.call()).forEach(input -> inputs.add(value(input)));
            String value = layer(layer, weights, prefix, inputs);
            values.put(reference, value);
            return value;
        }

        /** Keras counts a nested network's own making as its first call. */
        private int call(LayerConfig layer, int given) {
            int calls = NetworkConfig.calls(layer).size();
            return calls <= 1 ? 0 : layer.isNetwork() ? Math.max(0, given - 1) : given;
        }
    }

    /** Appends the operations of a layer, and returns the name of its output. */
    private String layer(LayerConfig layer, WeightScope weights, String prefix, List<String> inputs) {
        if (layer.isNetwork()) {
            return network(NetworkConfig.of(layer), weights.nested(layer), prefix + layer.name() + "/", inputs);
        }
        List<Shape> sizes = inputs.stream().map(shapes::get).toList();
        List<String> given = inputs;
        for (KerasOperation operation : LayerOperations.of(layer, weights.arrays(layer), sizes)) {
            given = List.of(append(layer, prefix + layer.name(), operation, given));
        }
        return given.get(0);
    }

    private String append(LayerConfig layer, String base, KerasOperation operation, List<String> inputs) {
        String name = base;
        for (int number = 1; !names.add(name); number++) {
            name = base + "#" + number;
        }
        List<Shape> sizes = inputs.stream().map(shapes::get).toList();
        Shape output = output(layer, operation, sizes);
        if (output.size() < 1) {
            throw layer.problem("leaves nothing of an input of the size " + sizes.get(0));
        }
        shapes.put(name, output);
        layers.add(new KerasLayer(name, layer.kind(), operation, inputs, output));
        return name;
    }

    private static Shape output(LayerConfig layer, KerasOperation operation, List<Shape> inputs) {
        try {
            return operation.output(inputs);
        } catch (InvalidInputException e) {
            throw new InvalidInputException(layer.problem(e.problem()).getMessage(), e);
        }
    }
}
