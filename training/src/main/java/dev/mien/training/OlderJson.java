package dev.mien.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Brings what earlier versions wrote of an ingredient into the form of today: components that came later get what was done before. */
final class OlderJson {
    private OlderJson() {}

    /** The ingredient in today's form; what has it already, or is unknown, stays as it is. */
    static JsonNode completed(JsonNode ingredient) {
        if (!(ingredient instanceof ObjectNode given)) {
            return ingredient;
        }
        ObjectNode node = given.deepCopy();
        switch (node.path("kind").asText()) {
            case "ema" -> {
                if (node.has("decay")) {
                    putIfAbsent(node, "late_decay", node.get("decay"));
                    putIfAbsent(node, "late_from", node.numberNode(1.0));
                }
            }
            case "sam" -> putIfAbsent(node, "from", node.numberNode(0.0));
            case "distillation" -> putIfAbsent(node, "views", node.numberNode(0));
            default -> bringSidesTogether(node);
        }
        return node;
    }

    private static void putIfAbsent(ObjectNode node, String name, JsonNode value) {
        if (!node.has(name)) {
            node.set(name, value);
        }
    }

    /** Small pictures had one side once, and a share of the epochs. */
    private static void bringSidesTogether(ObjectNode node) {
        if (!node.has("kind") && node.has("side") && node.has("share")) {
            JsonNode side = node.remove("side");
            JsonNode share = node.remove("share");
            node.putArray("steps").addObject().<ObjectNode>set("side", side).set("until", share);
        }
    }
}
