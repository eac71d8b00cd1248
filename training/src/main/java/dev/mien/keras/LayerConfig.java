package dev.mien.keras;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.InvalidInputException;
import dev.mien.nn.Padding;
import java.util.Locale;
import java.util.Optional;

/**
 * The description of a layer in a Keras file.
 *
 * @param kind the name of the layer's class
 * @param name the layer's name
 * @param config its settings
 * @param inbound the layers before it; missing in a list of layers
 * @param build what Keras 3 notes about the sizes of its input
 */
record LayerConfig(String kind, String name, JsonNode config, JsonNode inbound, JsonNode build) {

    static LayerConfig of(JsonNode layer) {
        JsonNode config = layer.path("config");
        String kind = layer.path("class_name").asText();
        String registered = layer.path("registered_name").asText("");
        String name = layer.path("name").asText(config.path("name").asText(kind));
        return new LayerConfig(
                registered.contains(">") ? registered : kind,
                name,
                config,
                layer.path("inbound_nodes"),
                layer.path("build_config"));
    }

    /** Whether the layer is a network itself. */
    boolean isNetwork() {
        return kind.equals("Sequential") || kind.equals("Functional") || kind.equals("Model");
    }

    /** A layer that only names the network's input. */
    boolean isInput() {
        return kind.equals("InputLayer");
    }

    /** The sizes of the input without the batch, if the layer tells them. */
    Optional<JsonNode> inputSizes() {
        for (JsonNode sizes : new JsonNode[] {
            config.path("batch_shape"),
            config.path("batch_input_shape"),
            build.path("input_shape"),
            config.path("build_input_shape")
        }) {
            if (sizes.isArray()) {
                return Optional.of(sizes);
            }
        }
        return Optional.empty();
    }

    boolean flag(String setting, boolean usual) {
        return config.path(setting).asBoolean(usual);
    }

    double number(String setting, double usual) {
        JsonNode value = config.path(setting);
        // Keras 2.2 wrote numbers of NumPy as {"class_name": "__numpy__", "config": {"value": ...}} or with a "value"
        JsonNode plain = value.isObject() ? value.path("config").path("value") : value;
        JsonNode found = plain.isMissingNode() ? value.path("value") : plain;
        return found.asDouble(usual);
    }

    /** A pair of numbers, which may stand there as one number. */
    int[] pair(String setting, int usual) {
        JsonNode value = config.path(setting);
        return value.isArray() && value.size() == 2
                ? new int[] {value.get(0).asInt(), value.get(1).asInt()}
                : new int[] {value.asInt(usual), value.asInt(usual)};
    }

    Padding padding() {
        String padding = config.path("padding").asText("valid").toLowerCase(Locale.ROOT);
        return switch (padding) {
            case "same" -> Padding.SAME;
            case "valid" -> Padding.VALID;
            default -> throw problem("has the padding '" + padding + "', expected same or valid");
        };
    }

    /** The name of a function. Keras writes it as a word or as an object with the class of the function. */
    String function(String setting) {
        JsonNode value = config.path(setting);
        if (value.isObject()) {
            JsonNode inner = value.path("config");
            String kind = inner.isTextual()
                    ? inner.asText()
                    : value.path("class_name").asText();
            return value.path("registered_name").asText("").contains(">")
                    ? value.path("registered_name").asText()
                    : kind;
        }
        return value.isTextual() ? value.asText() : "linear";
    }

    /** Refuses maps that are stored channels first. */
    void requireChannelsLast() {
        if (config.path("data_format").asText("").equals("channels_first")) {
            throw problem("stores its maps channels first, expected channels_last, which is Keras' default");
        }
    }

    /** A message about this layer. */
    InvalidInputException problem(String detail) {
        return new InvalidInputException("the layer '" + name + "' (" + kind + ") " + detail);
    }
}
