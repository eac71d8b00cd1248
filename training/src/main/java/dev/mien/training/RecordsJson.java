package dev.mien.training;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.mien.InvalidInputException;
import dev.mien.engine.Refinement;
import java.util.ArrayList;
import java.util.List;

/**
 * The ingredients of a recipe as JSON: each record an object of its components, and a {@code kind} that tells which record it is.
 * What is absent where a number belongs is an error, and so is what belongs nowhere.
 */
final class RecordsJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .addMixIn(LearningRateSchedule.class, Kinds.class)
            .addMixIn(Refinement.class, Kinds.class)
            .addMixIn(TargetRule.class, Kinds.class)
            .addMixIn(Mixing.class, Kinds.class)
            .build();

    static {
        MAPPER.registerSubtypes(
                new NamedType(LearningRateSchedule.Constant.class, "constant"),
                new NamedType(LearningRateSchedule.Cosine.class, "cosine"),
                new NamedType(LearningRateSchedule.OneCycle.class, "one_cycle"),
                new NamedType(LearningRateSchedule.Steps.class, "steps"),
                new NamedType(Refinement.WeightDecay.class, "weight_decay"),
                new NamedType(Refinement.GradientClipping.class, "gradient_clipping"),
                new NamedType(Refinement.ExponentialAverage.class, "ema"),
                new NamedType(Refinement.SharpnessAware.class, "sam"),
                new NamedType(Refinement.MeasuredStatistics.class, "measured_statistics"),
                new NamedType(Refinement.DropoutRate.class, "dropout"),
                new NamedType(TargetRule.LabelSmoothing.class, "label_smoothing"),
                new NamedType(TargetRule.ClassWeights.class, "class_weights"),
                new NamedType(TargetRule.FerPlusVoting.class, "ferplus"),
                new NamedType(TargetRule.Distillation.class, "distillation"),
                new NamedType(Mixing.Mixup.class, "mixup"),
                new NamedType(Mixing.CutMix.class, "cutmix"));
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    private interface Kinds {}

    private RecordsJson() {}

    static JsonNode write(Object ingredient) {
        return MAPPER.valueToTree(ingredient);
    }

    static ArrayNode write(List<?> ingredients) {
        ArrayNode array = MAPPER.createArrayNode();
        ingredients.forEach(ingredient -> array.add(write(ingredient)));
        return array;
    }

    /**
     * An ingredient of a kind.
     *
     * @throws InvalidInputException if the node is none
     */
    static <T> T read(JsonNode node, Class<T> kind) {
        try {
            return MAPPER.treeToValue(OlderJson.completed(node), kind);
        } catch (ValueInstantiationException e) {
            throw e.getCause() instanceof InvalidInputException cause ? cause : unreadable(node, e);
        } catch (JsonProcessingException e) {
            throw unreadable(node, e);
        }
    }

    private static InvalidInputException unreadable(JsonNode node, JsonProcessingException e) {
        return new InvalidInputException(node + " is no ingredient of a recipe: " + e.getOriginalMessage(), e);
    }

    /** All ingredients of an array; none where it is missing. */
    static <T> List<T> readAll(JsonNode array, Class<T> kind) {
        List<T> ingredients = new ArrayList<>();
        array.forEach(node -> ingredients.add(read(node, kind)));
        return ingredients;
    }
}
