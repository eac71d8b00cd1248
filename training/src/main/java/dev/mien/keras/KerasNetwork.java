package dev.mien.keras;

import dev.mien.nn.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network from a Keras file, ready to compute. Layers that do something only in training are left out.
 *
 * @param name the model's name in the file
 * @param facts what the file tells about itself, by name: {@value #VERSION}, and the labels and the scaling in a file
 *     that Mien exported
 * @param input size of a picture
 * @param layers in an order in which each stands behind its inputs
 * @param output name of the layer that gives the answer, which is a vector
 */
public record KerasNetwork(
        String name, Map<String, String> facts, Shape input, List<KerasLayer> layers, String output) {
    /** The fact with the version of Keras that wrote the file. */
    public static final String VERSION = "keras_version";

    /** The fact with the labels, separated by commas. */
    public static final String LABELS = "mien_labels";

    /** The fact with the scaling: the pixels' range for which the network is made. */
    public static final String SCALING = "mien_scaling";

    /** The name of the network's input. */
    public static final String INPUT = "(input)";

    public KerasNetwork {
        facts = Map.copyOf(facts);
        layers = List.copyOf(layers);
    }

    /** The layer that gives the answer. */
    public KerasLayer last() {
        return layers.stream()
                .filter(layer -> layer.name().equals(output))
                .findFirst()
                .orElseThrow();
    }

    /** The version of Keras that wrote the file; empty if the file does not say it. */
    public Optional<String> version() {
        return Optional.ofNullable(facts.get(VERSION));
    }

    /** The labels in order, separated by commas, in a file that Mien exported. */
    public Optional<String> labels() {
        return Optional.ofNullable(facts.get(LABELS));
    }

    /** The scaling in a file that Mien exported. */
    public Optional<String> scaling() {
        return Optional.ofNullable(facts.get(SCALING));
    }

    /** Number of classes. */
    public int classes() {
        return last().output().channels();
    }
}
