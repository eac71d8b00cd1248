package dev.mien.export;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import dev.mien.LabelSet;
import dev.mien.dataset.FerPlusClass;
import dev.mien.dataset.Scaling;
import dev.mien.description.ModelDescription;
import dev.mien.nn.Activation;
import dev.mien.nn.Head;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import dev.mien.nn.SamePadding;
import dev.mien.nn.Shape;
import dev.mien.nn.Weights;
import dev.mien.training.ModelFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A network's layers as ONNX operators. ONNX stores maps channels first. So a flattening puts them back into Mien's
 * order, which the kernel after it expects.
 */
final class NetworkGraph {
    private final ModelArchitecture architecture;
    private final Weights weights;
    private final GraphWriter writer;
    private final Iterator<Node> nodes;
    private Optional<ActivationMaps> maps = Optional.empty();

    private NetworkGraph(ModelFile model, WeightPrecision precision) {
        architecture = model.architecture();
        weights = model.weights();
        writer = new GraphWriter(architecture.name(), precision);
        nodes = architecture.nodes().iterator();
    }

    /** The graph from raw pixels to probabilities. */
    static GraphProto of(ModelFile model, WeightPrecision precision) {
        NetworkGraph graph = new NetworkGraph(model, precision);
        graph.write(model.labels(), model.scaling());
        return graph.writer.graph();
    }

    private void write(LabelSet labels, Scaling scaling) {
        PixelInput.declare(writer, architecture.input());
        writer.output(ModelDescription.EMOTION, "probabilities of the labels " + labels.text(), labels.size());
        if (hasFerPlus(architecture)) {
            writer.output(
                    ModelDescription.FER_PLUS,
                    "probabilities of FER+'s emotions, in the order of the metadata's "
                            + ModelDescription.FER_PLUS_LABELS,
                    FerPlusClass.EMOTIONS);
        }
        chain(architecture.layers(), PixelInput.scaled(writer, scaling));
    }

    /** Whether the file has class activation maps. */
    static boolean hasActivationMaps(ModelArchitecture architecture) {
        return ActivationMaps.fit(architecture);
    }

    /** Whether a network also has a head for FER+'s classes. */
    static boolean hasFerPlus(ModelArchitecture architecture) {
        return architecture.hasSecondHead();
    }

    /** Writes layers whose nodes begin at the next one, and returns the name of their output. */
    private String chain(List<Layer> layers, String input) {
        String value = input;
        int index = 0;
        while (index < layers.size()) {
            Layer layer = layers.get(index);
            if (layer instanceof Layer.Conv2d convolution && isNormalized(layers, index)) {
                Node node = nodes.next();
                value = convolution(node, convolution, Optional.of(Affine.of(nodes.next(), weights)), value);
                index += 2;
            } else {
                value = layer(layer, value);
                index++;
            }
        }
        return value;
    }

    /** Whether a normalisation follows directly on the sums, so that the kernel can include it. */
    private static boolean isNormalized(List<Layer> layers, int index) {
        return ((Layer.Conv2d) layers.get(index)).activation() == Activation.NONE
                && index + 1 < layers.size()
                && layers.get(index + 1) instanceof Layer.BatchNormalization;
    }

    private String layer(Layer layer, String input) {
        if (layer instanceof Layer.Residual residual) {
            String sum = chain(residual.body(), input);
            return writer.operator("Add", nodes.next().name(), List.of(sum, input));
        }
        Node node = nodes.next();
        if (layer instanceof Layer.Conv2d convolution) {
            return convolution(node, convolution, Optional.empty(), input);
        }
        if (layer instanceof Layer.BatchNormalization) {
            return normalization(node, input);
        }
        if (layer instanceof Layer.Dense dense) {
            return dense(node, dense, input);
        }
        if (layer instanceof Layer.TwoHeads) {
            return twoHeads(node, input);
        }
        if (layer instanceof Layer.MaxPooling2d pooling) {
            return writer.operator("MaxPool", node.name(), List.of(input), window(pooling.window(), node.input()));
        }
        if (layer instanceof Layer.AveragePooling2d pooling) {
            return writer.operator("AveragePool", node.name(), List.of(input), window(pooling.window(), node.input()));
        }
        return withoutParameters(node, input);
    }

    private String withoutParameters(Node node, String input) {
        Layer layer = node.layer();
        if (layer instanceof Layer.Dropout) {
            return input;
        }
        if (layer instanceof Layer.Relu) {
            return writer.operator("Relu", node.name(), List.of(input));
        }
        if (layer instanceof Layer.Rescaling rescaling) {
            String scale = writer.constants(node.name() + ".scale", List.of(), (float) rescaling.scale());
            return writer.operator("Mul", node.name(), List.of(input, scale));
        }
        if (layer instanceof Layer.Flatten) {
            return flatten(node, input);
        }
        if (layer instanceof Layer.GlobalMaxPooling2d) {
            String largest = writer.operator("GlobalMaxPool", node.name() + ".maps", List.of(input));
            maps = Optional.of(new ActivationMaps(input, largest, node.input()));
            return writer.operator("Flatten", node.name(), List.of(largest));
        }
        if (layer instanceof Layer.GlobalAveragePooling2d) {
            String means = writer.operator("GlobalAveragePool", node.name() + ".maps", List.of(input));
            return writer.operator("Flatten", node.name(), List.of(means));
        }
        throw new IllegalStateException("no operator is known for the layer " + layer);
    }

    private String convolution(Node node, Layer.Conv2d layer, Optional<Affine> after, String input) {
        float[] kernel = weights.get(node.name() + ".kernel");
        float[] bias = layer.bias() ? weights.get(node.name() + ".bias") : new float[layer.filters()];
        String sums = node.name() + (layer.activation() == Activation.NONE ? "" : ".sums");
        writer.operator(
                "Conv",
                sums,
                List.of(
                        input,
                        writer.kernel(
                                node.name() + ".kernel",
                                node.parameters().get(0).shape(),
                                after.map(affine -> affine.ofKernel(kernel)).orElse(kernel)),
                        writer.constants(
                                node.name() + ".bias",
                                List.of(layer.filters()),
                                after.map(affine -> affine.ofBias(bias)).orElse(bias))),
                window(layer, node.input()));
        return activation(layer.activation(), sums, node.name());
    }

    /** A pooling's window. ONNX leaves padding out of maxima and means. */
    private static AttributeProto[] window(Layer.Window window, Shape input) {
        SamePadding rows = window.padding().side(input.height(), window.size(), window.stride());
        SamePadding columns = window.padding().side(input.width(), window.size(), window.stride());
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(GraphWriter.integers("kernel_shape", window.size(), window.size()));
        attributes.add(GraphWriter.integers("strides", window.stride(), window.stride()));
        if (rows.before() + rows.after() + columns.before() + columns.after() > 0) {
            attributes.add(
                    GraphWriter.integers("pads", rows.before(), columns.before(), rows.after(), columns.after()));
        }
        return attributes.toArray(AttributeProto[]::new);
    }

    /** A convolution's window. ONNX's default for the stride is 1. */
    private static AttributeProto[] window(Layer.Conv2d layer, Shape input) {
        SamePadding rows = layer.rows(input);
        SamePadding columns = layer.columns(input);
        List<AttributeProto> attributes = new ArrayList<>();
        attributes.add(GraphWriter.integers("kernel_shape", layer.kernel(), layer.kernel()));
        attributes.add(GraphWriter.integers("pads", rows.before(), columns.before(), rows.after(), columns.after()));
        if (layer.stride() > 1) {
            attributes.add(GraphWriter.integers("strides", layer.stride(), layer.stride()));
        }
        return attributes.toArray(AttributeProto[]::new);
    }

    private String normalization(Node node, String input) {
        List<String> inputs = new ArrayList<>(List.of(input));
        node.parameters()
                .forEach(parameter -> inputs.add(writer.constants(
                        node.qualified(parameter), parameter.shape(), weights.get(node.qualified(parameter)))));
        return writer.operator("BatchNormalization", node.name(), inputs, GraphWriter.number("epsilon", (float)
                Layer.BatchNormalization.EPSILON));
    }

    private String flatten(Node node, String input) {
        boolean ordered = node.input().channels() == 1
                || node.input().height() * node.input().width() == 1;
        String maps = ordered
                ? input
                : writer.operator(
                        "Transpose",
                        node.name() + ".channels_last",
                        List.of(input),
                        GraphWriter.integers("perm", 0, 2, 3, 1));
        return writer.operator("Flatten", node.name(), List.of(maps));
    }

    private String dense(Node node, Layer.Dense layer, String input) {
        String output = nodes.hasNext() ? node.name() : ModelDescription.EMOTION;
        String sums = layer.activation() == Activation.NONE ? output : node.name() + ".sums";
        activation(layer.activation(), sums(node, input, sums), output);
        activationMaps(node, input);
        return output;
    }

    /** Writes the maps if the layer is the head of a network that has them. */
    private void activationMaps(Node head, String input) {
        if (!nodes.hasNext() && hasActivationMaps(architecture)) {
            maps.orElseThrow()
                    .write(
                            writer,
                            new ActivationMaps.HeadValues(
                                    input,
                                    head.name() + ".kernel",
                                    weights.get(head.name() + ".bias"),
                                    architecture.classes()));
        }
    }

    private String twoHeads(Node node, String input) {
        List<String> heads = List.of(ModelDescription.EMOTION, ModelDescription.FER_PLUS);
        List<String> parts = heads.stream().map(head -> head + ".sums").toList();
        String sizes = writer.integerConstants(
                node.name() + ".sizes",
                architecture.heads().stream().mapToLong(Head::classes).toArray());
        String sums = sums(node, input, node.name() + ".sums");
        writer.operator("Split", node.name(), List.of(sums, sizes), parts, GraphWriter.integer("axis", 1));
        heads.forEach(head -> activation(Activation.SOFTMAX, head + ".sums", head));
        activationMaps(node, input);
        return ModelDescription.EMOTION;
    }

    private String sums(Node node, String input, String output) {
        String kernel = node.name() + ".kernel";
        String bias = node.name() + ".bias";
        return writer.operator(
                "Gemm",
                output,
                List.of(
                        input,
                        writer.kernel(kernel, node.parameters().get(0).shape(), weights.get(kernel)),
                        writer.constants(bias, node.parameters().get(1).shape(), weights.get(bias))),
                GraphWriter.integer("transB", 1));
    }

    /** Adds an activation. The softmax works along axis 1, which holds the classes. */
    private String activation(Activation activation, String sums, String output) {
        return switch (activation) {
            case NONE -> sums;
            case RELU -> writer.operator("Relu", output, List.of(sums));
            case SOFTMAX -> writer.operator("Softmax", output, List.of(sums), GraphWriter.integer("axis", 1));
        };
    }
}
