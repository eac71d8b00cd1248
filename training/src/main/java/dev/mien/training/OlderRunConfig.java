package dev.mien.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Converts {@code config.json} from format 1 to format 2. Format 1 grew over time. A setting that an older file could
 * not have yet gets the behaviour of that time. A setting that was always required stays absent, so that reading fails
 * and names it.
 */
final class OlderRunConfig {
    /** The first name for faces that Mien draws. */
    private static final String DRAWN_AT_FIRST = "synthetic";

    private static final String DRAWN = "drawn";

    private final JsonNode old;

    private OlderRunConfig(JsonNode old) {
        this.old = old;
    }

    /** The same configuration in format 2. */
    static ObjectNode upgraded(JsonNode old) {
        return new OlderRunConfig(old).root();
    }

    /** At first, all data had FER2013's classes. */
    static ObjectNode withLabelling(ObjectNode root) {
        if (root.get("data") instanceof ObjectNode data && !data.has("labelling")) {
            data.set("labelling", RecordsJson.write(Labelling.FER2013));
        }
        return root;
    }

    private ObjectNode root() {
        ObjectNode root = node();
        root.set("training", training());
        root.set("data", data());
        move(old, "split", root, "split");
        root.set("initial_weights", initialWeights());
        moveOr(old, "convolutions", root, "convolutions", root.nullNode());
        move(old, "environment", root, "environment");
        root.set("earlier_plans", earlierPlans());
        return root;
    }

    private ObjectNode training() {
        ObjectNode training = node();
        move(old, "recipe", training, "recipe");
        move(old, "architecture", training, "architecture");
        ObjectNode duration = training.putObject("duration");
        move(old, "epochs", duration, "epochs");
        move(old, "patience", duration, "patience");
        moveOr(old, "keep", duration, "keep", duration.textNode("best"));
        training.set("optimization", optimization());
        training.set("input", input());
        ArrayNode targets = training.putArray("targets");
        old.path("targets").forEach(target -> targets.add(target(target.deepCopy())));
        ObjectNode computation = training.putObject("computation");
        move(old, "precision", computation, "precision");
        move(old, "threads", computation, "threads");
        move(old, "seed", computation, "seed");
        moveOr(old, "deterministic", computation, "deterministic", computation.booleanNode(false));
        return training;
    }

    /** At first, teachers were always asked about samples without augmentation. */
    private static JsonNode target(JsonNode target) {
        if (target instanceof ObjectNode node && node.path("kind").asText().equals("distillation")) {
            moveOr(node, "views", node, "views", node.numberNode(0));
        }
        return target;
    }

    private ObjectNode optimization() {
        ObjectNode optimization = node();
        ObjectNode optimizer = optimization.putObject("optimizer");
        move(old.path("optimizer"), "name", optimizer, "kind");
        old.path("optimizer").properties().forEach(member -> optimizer.set(member.getKey(), member.getValue()));
        optimizer.remove("name");
        optimizer.remove("learning_rate");
        move(old.path("optimizer"), "learning_rate", optimization, "learning_rate");
        moveOr(old, "schedule", optimization, "schedule", node().put("kind", "constant"));
        ArrayNode refinements = optimization.putArray("refinements");
        old.path("refinements").forEach(refinement -> refinements.add(refinement(refinement.deepCopy())));
        move(old, "batch", optimization, "batch_size");
        return optimization;
    }

    /** At first, an average had one decay, and sharpness-aware minimisation began with the first step. */
    private static JsonNode refinement(JsonNode refinement) {
        if (refinement instanceof ObjectNode node) {
            switch (node.path("kind").asText()) {
                case "ema" -> {
                    if (!node.has("late_decay")) {
                        move(node, "decay", node, "late_decay");
                        node.put("late_from", 1.0);
                    }
                }
                case "sam" -> moveOr(node, "from", node, "from", node.numberNode(0.0));
                default -> {}
            }
        }
        return refinement;
    }

    private ObjectNode input() {
        ObjectNode input = node();
        move(old, "scaling", input, "scaling");
        ArrayNode augmentations = input.putArray("augmentations");
        old.path("augmentation").forEach(augmentation -> augmentations.add(augmentation(augmentation.deepCopy())));
        moveOr(old, "late_augmentation", input, "late", input.nullNode());
        ObjectNode mixings = input.putObject("mixings");
        moveOr(old, "mixing", mixings, "kinds", mixings.arrayNode());
        moveOr(old, "mixing_share", mixings, "share", mixings.numberNode(1.0));
        moveOr(old, "mixing_until", mixings, "until", mixings.numberNode(1.0));
        move(old, "augment_validation", input, "augment_validation");
        input.set("progressive", progressive());
        return input;
    }

    /** At first, erased parts were always filled with noise. */
    private static JsonNode augmentation(JsonNode augmentation) {
        if (augmentation instanceof ObjectNode node
                && node.path("kind").asText().equals("random_erasing")
                && !node.has("fill")) {
            node.put("fill", "noise");
        }
        return augmentation;
    }

    /** At first, small pictures had one side and one share of the epochs. */
    private JsonNode progressive() {
        JsonNode progressive = old.path("progressive");
        if (!progressive.has("side")) {
            return progressive.isMissingNode() ? JsonNodeFactory.instance.nullNode() : progressive;
        }
        ObjectNode steps = node();
        ObjectNode step = steps.putArray("steps").addObject();
        move(progressive, "side", step, "side");
        move(progressive, "share", step, "until");
        return steps;
    }

    private ObjectNode data() {
        JsonNode data = old.path("data");
        ObjectNode moved = node();
        move(data, "source", moved, "source");
        if (data.path("source").asText().equals(DRAWN_AT_FIRST)) {
            moved.put("source", DRAWN);
        }
        move(data, "rows", moved, "rows");
        move(data, "sha256", moved, "sha256");
        move(data, "limit", moved, "limit");
        moved.set("fer_plus", data.has("ferplus") ? source(data.path("ferplus")) : moved.nullNode());
        ObjectNode teaching = moved.putObject("teaching");
        teaching.set("models", sources(data.path("teachers")));
        moveOr(data, "teacher_bank_folder", teaching, "folder", teaching.nullNode());
        teaching.set("banks", sources(data.path("teacher_banks")));
        return moved;
    }

    private static ArrayNode sources(JsonNode files) {
        ArrayNode sources = JsonNodeFactory.instance.arrayNode();
        files.forEach(file -> sources.add(source(file)));
        return sources;
    }

    private static ObjectNode source(JsonNode file) {
        ObjectNode source = node();
        move(file, "source", source, "path");
        move(file, "sha256", source, "sha256");
        return source;
    }

    /**
     * At first, there was at most one file. The member was its path, and the next member was its SHA-256, if there was
     * one.
     */
    private ArrayNode initialWeights() {
        JsonNode weights = old.path("initial_weights");
        if (!weights.isTextual()) {
            return sources(weights);
        }
        ArrayNode one = JsonNodeFactory.instance.arrayNode();
        one.addObject()
                .put("path", weights.asText())
                .put("sha256", old.path("initial_weights_sha256").asText());
        return one;
    }

    private ArrayNode earlierPlans() {
        ArrayNode plans = JsonNodeFactory.instance.arrayNode();
        for (JsonNode plan : old.path("earlier_plans")) {
            ObjectNode moved = plans.addObject();
            move(plan, "epochs", moved, "epochs");
            move(plan, "until_epoch", moved, "until");
        }
        return plans;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void move(JsonNode from, String name, ObjectNode to, String newName) {
        if (from.has(name)) {
            to.set(newName, from.get(name));
        }
    }

    private static void moveOr(JsonNode from, String name, ObjectNode to, String newName, JsonNode before) {
        to.set(newName, from.has(name) ? from.get(name) : before);
    }
}
