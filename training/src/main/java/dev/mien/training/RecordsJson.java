package dev.mien.training;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonTypeIdResolver;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.mien.InvalidInputException;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import java.util.List;
import java.util.Map;

/**
 * Records as JSON: each is an object of its components in snake case, an empty optional is {@code null}, and an enum's
 * value is in lower case. A record of {@link SettingKinds} has a member {@code kind}, which tells which record it is.
 * What is absent where a value belongs is an error, and so is what belongs nowhere.
 */
final class RecordsJson {
    private static final JsonMapper MAPPER = mapper();

    /** A type whose records have kinds. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "kind")
    @JsonTypeIdResolver(KindResolver.class)
    private interface HasKind {}

    /** The list alone stands in the file. */
    private abstract static class RefinementsForm {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        RefinementsForm(List<Refinement> all) {}

        @JsonValue
        abstract List<Refinement> all();
    }

    /** The map alone stands in the file. */
    private abstract static class ConvolutionPlanForm {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        ConvolutionPlanForm(Map<String, ConvolutionPlan.Choice> choices) {}

        @JsonValue
        abstract Map<String, ConvolutionPlan.Choice> choices();
    }

    private RecordsJson() {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(
                        DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .addMixIn(Refinements.class, RefinementsForm.class)
                .addMixIn(ConvolutionPlan.class, ConvolutionPlanForm.class);
        SettingKinds.types().forEach(type -> builder.addMixIn(type, HasKind.class));
        return builder.build();
    }

    static JsonNode write(Object record) {
        return MAPPER.valueToTree(record);
    }

    /**
     * The record that an object is.
     *
     * @throws InvalidInputException if it is none; the message names the member
     */
    static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonMappingException e) {
            throw RecordProblem.of(node, e);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(e.getOriginalMessage(), e);
        }
    }
}
