package dev.mien.export;

import ai.onnx.proto.OnnxMl.GraphProto;
import dev.mien.description.ModelDescription;
import dev.mien.keras.KerasLayer;
import dev.mien.keras.KerasNetwork;
import dev.mien.keras.KerasOperation;
import dev.mien.keras.KerasOperation.Activate;
import dev.mien.keras.KerasOperation.Function;
import dev.mien.nn.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A Keras network's operations as ONNX operators, from raw pixels to probabilities. */
final class KerasGraph {
    private static final String SMALLEST = "keras.smallest";

    private final KerasNetwork network;
    private final GraphWriter writer;
    private final KerasOperators operators;
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, Shape> shapes = new HashMap<>();

    private KerasGraph(KerasNetwork network) {
        this.network = network;
        writer = new GraphWriter(network.name(), WeightPrecision.FP32);
        operators = new KerasOperators(writer);
    }

    static GraphProto of(KerasNetwork network, KerasReading reading) {
        KerasGraph graph = new KerasGraph(network);
        graph.write(reading);
        return graph.writer.graph();
    }

    private void write(KerasReading reading) {
        PixelInput.declare(writer, network.input());
        writer.output(
                ModelDescription.EMOTION,
                "probabilities, in the order of the metadata's " + ModelDescription.LABELS,
                network.classes());
        values.put(KerasNetwork.INPUT, channels(PixelInput.scaled(writer, reading.scaling())));
        shapes.put(KerasNetwork.INPUT, network.input());
        for (KerasLayer layer : network.layers()) {
            List<String> inputs = layer.inputs().stream().map(values::get).toList();
            List<Shape> sizes = layer.inputs().stream().map(shapes::get).toList();
            values.put(layer.name(), operators.write(layer, inputs, sizes));
            shapes.put(layer.name(), layer.output());
        }
        answer(probabilities(Objects.requireNonNull(values.get(network.output()))), reading);
    }

    private String channels(String grey) {
        int channels = network.input().channels();
        return channels == 1
                ? grey
                : writer.operator(
                        "Concat", "channels", Collections.nCopies(channels, grey), GraphWriter.integer("axis", 1));
    }

    /** A network without a softmax at its end gives logits or independent scores. */
    private String probabilities(String answer) {
        KerasOperation last = network.last().operation();
        if (last instanceof Activate activate && activate.function() == Function.SOFTMAX) {
            return answer;
        }
        if (last instanceof Activate activate && activate.function() == Function.SIGMOID) {
            String smallest = writer.constants(SMALLEST, List.of(), Float.MIN_NORMAL);
            String raised = writer.operator("Max", "raised", List.of(answer, smallest));
            String axis = writer.integerConstants("keras.axis", 1);
            String sum = writer.operator("ReduceSum", "sum", List.of(raised, axis), GraphWriter.integer("keepdims", 1));
            return writer.operator("Div", "shares", List.of(raised, sum));
        }
        return writer.operator("Softmax", "softmax", List.of(answer), GraphWriter.integer("axis", 1));
    }

    /** Puts the answers into Mien's order. */
    private void answer(String probabilities, KerasReading reading) {
        String order = writer.integerConstants(
                "label.order",
                reading.places().stream().mapToLong(Integer::longValue).toArray());
        writer.operator(
                "Gather", ModelDescription.EMOTION, List.of(probabilities, order), GraphWriter.integer("axis", 1));
    }
}
