package dev.mien.keras;

import dev.mien.nn.Head;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import dev.mien.nn.Parameter;
import dev.mien.nn.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's weights in Keras' order of sizes: the filters or outputs last. */
final class ArchitectureWeights {
    private ArchitectureWeights() {}

    /**
     * A layer's arrays.
     *
     * @param layer the layer's name in the file
     * @param kind the name of its class in Keras
     * @param arrays by name, as nested arrays of numbers
     */
    record LayerValues(String layer, String kind, Map<String, Object> arrays) {}

    /** The layers that have weights, in order. */
    static List<LayerValues> of(ModelArchitecture architecture, Weights weights) {
        List<LayerValues> all = new ArrayList<>();
        List<Node> nodes = architecture.nodes();
        for (Node node : nodes) {
            boolean last = node == nodes.get(nodes.size() - 1);
            if (node.layer() instanceof Layer.TwoHeads) {
                List<Head> heads = architecture.heads();
                all.add(head(node, weights, heads.get(0), ArchitectureJson.EMOTION));
                all.add(head(node, weights, heads.get(1), ArchitectureJson.FER_PLUS));
            } else if (!node.parameters().isEmpty()) {
                Map<String, Object> arrays = new LinkedHashMap<>();
                for (Parameter parameter : node.parameters()) {
                    arrays.put(
                            parameter.name(), inKerasOrder(parameter.shape(), weights.get(node.qualified(parameter))));
                }
                all.add(new LayerValues(
                        last ? ArchitectureJson.EMOTION : node.name(),
                        node.layer().kind(),
                        arrays));
            }
        }
        return all;
    }

    /** One of two heads, whose kernels and biases stand one behind the other. */
    private static LayerValues head(Node node, Weights weights, Head head, String name) {
        int inputs = node.input().size();
        float[] kernel = Arrays.copyOfRange(
                weights.get(node.name() + ".kernel"),
                head.offset() * inputs,
                (head.offset() + head.classes()) * inputs);
        float[] bias =
                Arrays.copyOfRange(weights.get(node.name() + ".bias"), head.offset(), head.offset() + head.classes());
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("kernel", inKerasOrder(List.of(head.classes(), inputs), kernel));
        arrays.put("bias", bias);
        return new LayerValues(name, "Dense", arrays);
    }

    private static Object inKerasOrder(List<Integer> shape, float[] values) {
        return switch (shape.size()) {
            case 2 -> matrix(shape.get(0), shape.get(1), values);
            case 4 -> kernel(shape, values);
            default -> values;
        };
    }

    /** Inputs x outputs of outputs x inputs. */
    private static float[][] matrix(int outputs, int inputs, float[] values) {
        float[][] matrix = new float[inputs][outputs];
        for (int output = 0; output < outputs; output++) {
            for (int input = 0; input < inputs; input++) {
                matrix[input][output] = values[output * inputs + input];
            }
        }
        return matrix;
    }

    /** Height x width x channels x filters of filters x channels x height x width. */
    private static float[][][][] kernel(List<Integer> shape, float[] values) {
        int filters = shape.get(0);
        int channels = shape.get(1);
        int height = shape.get(2);
        int width = shape.get(3);
        float[][][][] kernel = new float[height][width][channels][filters];
        int place = 0;
        for (int filter = 0; filter < filters; filter++) {
            for (int channel = 0; channel < channels; channel++) {
                for (int y = 0; y < height; y++) {
                    for (int x = 0; x < width; x++) {
                        kernel[y][x][channel][filter] = values[place++];
                    }
                }
            }
        }
        return kernel;
    }
}
