package dev.mien.keras;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.dataset.Scaling;
import dev.mien.nn.Activation;
import dev.mien.nn.Layer;
import dev.mien.nn.ModelArchitecture;
import dev.mien.nn.ModelArchitecture.Node;
import dev.mien.nn.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A network's architecture as Keras writes it: a functional model from raw grey levels to probabilities. Settings with
 * Keras' own default values are left out, because an attribute of an HDF5 file holds at most 64 KiB.
 */
final class ArchitectureJson {
    static final String EMOTION = "emotion";
    static final String FER_PLUS = "ferplus";

    private static final String PIXELS = "pixels";
    private static final String SCALING = "scaling";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArrayNode layers = JSON.createArrayNode();
    private final ModelArchitecture architecture;

    private ArchitectureJson(ModelArchitecture architecture) {
        this.architecture = architecture;
    }

    static String of(ModelArchitecture architecture, Scaling scaling) {
        ArchitectureJson writer = new ArchitectureJson(architecture);
        return writer.model(scaling).toString();
    }

    private ObjectNode model(Scaling scaling) {
        input();
        String value = PIXELS;
        if (scaling.kind() != Scaling.Kind.RAW) {
            ObjectNode config = layer("Rescaling", SCALING, List.of(PIXELS));
            config.put("scale", 1 / scaling.deviation()).put("offset", -scaling.mean() / scaling.deviation());
            value = SCALING;
        }
        String scaled = value;
        List<Node> nodes = architecture.nodes();
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            value = append(nodes.get(i), value, scaled, last, outputs);
        }
        ObjectNode config =
                JSON.createObjectNode().put("name", architecture.name().replace('-', '_'));
        config.put("trainable", true).set("layers", layers);
        config.set("input_layers", references(List.of(PIXELS)));
        config.set("output_layers", references(outputs));
        ObjectNode model = JSON.createObjectNode()
                .put("module", "keras.src.models.functional")
                .put("class_name", "Functional");
        model.set("config", config);
        return model.putNull("registered_name");
    }

    private void input() {
        Shape size = architecture.input();
        ObjectNode config = layer("InputLayer", PIXELS, List.of());
        config.putArray("batch_shape")
                .addNull()
                .add(size.height())
                .add(size.width())
                .add(size.channels());
        config.put("dtype", "float32");
    }

    private String append(Node node, String before, String scaled, boolean last, List<String> outputs) {
        if (node.layer() instanceof Layer.TwoHeads) {
            int[] units = architecture.heads().stream()
                    .mapToInt(head -> head.classes())
                    .toArray();
            dense(EMOTION, before, units[0], Activation.SOFTMAX);
            dense(FER_PLUS, before, units[1], Activation.SOFTMAX);
            outputs.addAll(List.of(EMOTION, FER_PLUS));
            return EMOTION;
        }
        String name = last ? EMOTION : node.name();
        if (node.layer() instanceof Layer.Dense dense) {
            dense(name, before, dense.units(), dense.activation());
        } else if (node.layer() instanceof Layer.Residual) {
            String shortcut = node.shortcut().orElseThrow();
            layer("Add", name, List.of(before, shortcut.equals(Node.INPUT) ? scaled : shortcut));
        } else {
            settings(node.layer(), layer(node.layer().kind(), name, List.of(before)));
        }
        if (last) {
            outputs.add(name);
        }
        return name;
    }

    private void dense(String name, String before, int units, Activation activation) {
        layer("Dense", name, List.of(before)).put("units", units).put("activation", name(activation));
    }

    private static void settings(Layer layer, ObjectNode config) {
        if (layer instanceof Layer.Conv2d convolution) {
            config.put("filters", convolution.filters())
                    .put("padding", convolution.padding().label())
                    .put("activation", name(convolution.activation()))
                    .put("use_bias", convolution.bias());
            pair(config, "kernel_size", convolution.kernel());
            pair(config, "strides", convolution.stride());
        } else if (layer instanceof Layer.BatchNormalization) {
            config.put("momentum", Layer.BatchNormalization.MOMENTUM).put("epsilon", Layer.BatchNormalization.EPSILON);
        } else if (layer instanceof Layer.MaxPooling2d pooling) {
            window(config, pooling.window());
        } else if (layer instanceof Layer.AveragePooling2d pooling) {
            window(config, pooling.window());
        } else if (layer instanceof Layer.Dropout dropout) {
            config.put("rate", dropout.rate());
        } else if (layer instanceof Layer.Rescaling rescaling) {
            // Keras 3 does not open a file without the offset
            config.put("scale", rescaling.scale()).put("offset", 0.0);
        }
    }

    private static void window(ObjectNode config, Layer.Window window) {
        pair(config, "pool_size", window.size());
        pair(config, "strides", window.stride());
        config.put("padding", window.padding().label());
    }

    private static void pair(ObjectNode config, String name, int value) {
        config.putArray(name).add(value).add(value);
    }

    private static String name(Activation activation) {
        return activation == Activation.NONE ? "linear" : activation.name().toLowerCase(Locale.ROOT);
    }

    /** Appends a layer, and returns its settings. */
    private ObjectNode layer(String kind, String name, List<String> inputs) {
        ObjectNode layer = layers.addObject().put("module", "keras.layers").put("class_name", kind);
        ObjectNode config = layer.putObject("config").put("name", name);
        layer.putNull("registered_name").put("name", name);
        ArrayNode inbound = layer.putArray("inbound_nodes");
        if (!inputs.isEmpty()) {
            ArrayNode call = inbound.addArray();
            inputs.forEach(input -> call.addArray().add(input).add(0).add(0).addObject());
        }
        return config;
    }

    private static ArrayNode references(List<String> names) {
        ArrayNode all = JSON.createArrayNode();
        names.forEach(name -> all.addArray().add(name).add(0).add(0));
        return all;
    }
}
