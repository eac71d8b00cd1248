package dev.mien.training;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import dev.mien.InvalidInputException;
import dev.mien.RecordKinds;

/**
 * Tells Jackson the kind's name for a record's class, and the class for a name. Jackson makes one resolver for each
 * type.
 */
final class KindResolver extends TypeIdResolverBase {
    private RecordKinds<?> kinds = new RecordKinds<>("setting");

    @Override
    public void init(JavaType base) {
        super.init(base);
        kinds = SettingKinds.of(base.getRawClass()).orElseThrow();
    }

    @Override
    public String idFromValue(Object value) {
        return kinds.nameOf(value.getClass());
    }

    @Override
    public String idFromValueAndType(Object value, Class<?> suggested) {
        return kinds.nameOf(suggested);
    }

    @Override
    public JavaType typeFromId(DatabindContext context, String id) {
        return context.constructType(kinds.named(id)
                .orElseThrow(() -> new InvalidInputException("the kind '" + id + "' is unknown, expected one of "
                        + String.join(", ", kinds.names())
                        + ". If another program added this kind, register it first. Otherwise use the version of Mien"
                        + " that wrote it, or a later one")));
    }

    @Override
    public String getDescForKnownTypeIds() {
        return String.join(", ", kinds.names());
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.CUSTOM;
    }
}
