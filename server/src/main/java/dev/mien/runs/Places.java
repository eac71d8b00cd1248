package dev.mien.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes the server's folders out of what a run notes: of a path, only the last name is left. */
final class Places {
    private Places() {}

    /** The last name of a path. */
    static String lastName(String path) {
        String trimmed = path.replaceAll("[/\\\\]+$", "");
        return trimmed.substring(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1);
    }

    /** The same values, without folders. */
    static JsonNode without(JsonNode value) {
        if (value.isTextual()) {
            String text = value.asText();
            return JsonNodeFactory.instance.textNode(isPath(text) ? lastName(text) : text);
        }
        if (value.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> copy.add(without(one)));
            return copy;
        }
        if (value.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            value.properties().forEach(field -> copy.set(field.getKey(), without(field.getValue())));
            return copy;
        }
        return value;
    }

    private static boolean isPath(String text) {
        return text.indexOf('/') >= 0 || text.indexOf('\\') >= 0;
    }

    /** All values by their places, such as {@code training.optimization.batch_size}. */
    static SortedMap<String, String> flat(JsonNode value) {
        SortedMap<String, String> flat = new TreeMap<>();
        flatten(flat, "", value);
        return flat;
    }

    private static void flatten(SortedMap<String, String> flat, String place, JsonNode value) {
        String beginning = place.isEmpty() ? "" : place + ".";
        if (value.isObject() && !value.isEmpty()) {
            value.properties().forEach(field -> flatten(flat, beginning + field.getKey(), field.getValue()));
        } else if (value.isArray() && !value.isEmpty()) {
            for (int i = 0; i < value.size(); i++) {
                flatten(flat, beginning + i, value.get(i));
            }
        } else {
            flat.put(place, value.isTextual() ? value.asText() : value.toString());
        }
    }
}
