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
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.mien.InvalidInputException;
import dev.mien.engine.ConvolutionPlan;
import dev.mien.engine.Refinement;
import dev.mien.engine.Refinements;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads records as JSON. A record is an object of its components in snake case. An empty optional is
 * {@code null}, and an enum's value is in lower case. A record of {@link SettingKinds} has a member {@code kind} with
 * the name of its kind. A missing or an unknown member is an error.
 */
final class RecordsJson {
    private static final JsonMapper MAPPER = mapper();

    /** A type whose records have kinds. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.CUSTOM, property = "kind")
    @JsonTypeIdResolver(KindResolver.class)
    private interface HasKind {}

    /** The file holds only the list. */
    private abstract static class RefinementsForm {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        RefinementsForm(List<Refinement> all) {}

        @JsonValue
        abstract List<Refinement> all();
    }

    /** The file holds only the map. */
    private abstract static class ConvolutionPlanForm {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        ConvolutionPlanForm(Map<String, ConvolutionPlan.Choice> choices) {}

        @JsonValue
        abstract Map<String, ConvolutionPlan.Choice> choices();
    }

    /** A record's other methods are no members, even if they begin with get or is. */
    private static final class ComponentsAlone extends DefaultAccessorNamingStrategy.Provider {
        private static final long serialVersionUID = 1;

        @Override
        public AccessorNamingStrategy forRecord(MapperConfig<?> config, AnnotatedClass record) {
            return new DefaultAccessorNamingStrategy.RecordNaming(config, record) {
                @Override
                public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
                    return _fieldNames.contains(name) ? name : null;
                }

                @Override
                public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
                    return null;
                }
            };
        }
    }

    private RecordsJson() {}

    private static JsonMapper mapper() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .accessorNaming(new ComponentsAlone())
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
     * Reads an object as a record.
     *
     * @throws InvalidInputException if the object is not such a record; the message names the member
     */
    static <T> T read(JsonNode node, Class<T> type) {
        try {
            return MAPPER.treeToValue(node, type);
        } catch (JsonMappingException e) {
            throw RecordProblem.of(node, e);
        } catch (JsonProcessingException e) {
            throw new InvalidInputException(JsonProblem.of(e), e);
        }
    }
}
