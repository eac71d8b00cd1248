package dev.mien.export;

import dev.mien.InvalidInputException;
import dev.mien.description.ModelDescription;
import dev.mien.keras.KerasNetwork;
import java.util.Map;
import java.util.TreeMap;

/**
 * Converts a network of Keras to ONNX, with the inputs, outputs and metadata of {@link OnnxExport}'s files. A network
 * that reads colour gets the grey picture in each of its channels. If the labels are Mien's seven emotions, the answers
 * are put into Mien's order.
 */
public final class KerasOnnx {
    private static final long VERSION = 1;

    private KerasOnnx() {}

    /**
     * The bytes of the file, with its own checksum in its metadata. The same arguments give the same bytes.
     *
     * @param facts further entries of the metadata by name
     * @throws InvalidInputException if the number of labels is not that of the network's classes
     */
    public static byte[] bytes(KerasNetwork network, KerasReading reading, Map<String, String> facts) {
        if (reading.labels().size() != network.classes()) {
            throw new InvalidInputException("the network has " + network.classes() + " classes, but "
                    + reading.labels().size() + " labels are named: " + String.join(", ", reading.labels()));
        }
        ModelDescription description = description(network, reading, facts);
        return OnnxExport.file(KerasGraph.of(network, reading), description, VERSION, document(network, description));
    }

    private static ModelDescription description(KerasNetwork network, KerasReading reading, Map<String, String> facts) {
        Map<String, String> text = new TreeMap<>(OnnxExport.describe(
                        Map.of(ModelDescription.ARCHITECTURE, network.name()),
                        WeightPrecision.FP32,
                        VERSION,
                        reading.labelSet(),
                        false)
                .text());
        text.put("source_labels", String.join(", ", reading.labels()));
        network.version().ifPresent(version -> text.put("keras_version", version));
        text.put("scaling", reading.scaling().kind().label());
        text.put("scaling_mean", Double.toString(reading.scaling().mean()));
        text.put("scaling_deviation", Double.toString(reading.scaling().deviation()));
        text.put(ModelDescription.LICENCE, "that of the file from which the network was imported");
        text.put(
                ModelDescription.LICENCE_OF_WEIGHTS,
                "that of the file from which the network was imported; Mien does not know it");
        text.putAll(facts);
        return new ModelDescription(text);
    }

    private static String document(KerasNetwork network, ModelDescription description) {
        return "Reads the expression of a face. Input '" + ModelDescription.PIXELS + "': N x 1 x "
                + network.input().height() + " x " + network.input().width()
                + " grey values, 0 to 255, as they are; scaling is part of the graph. Output '"
                + ModelDescription.EMOTION + "': N x " + network.classes()
                + " probabilities, in the order of the metadata's '" + ModelDescription.LABELS + "'. "
                + description.text().get(ModelDescription.LIMITS);
    }
}
