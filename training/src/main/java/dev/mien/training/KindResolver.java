package dev.mien.training;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import dev.mien.InvalidInputException;
import dev.mien.RecordKinds;

/**
 * Tells Jackson which name a record's class has as a kind, and the other way round. Jackson makes one for each type.
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
                .orElseThrow(() -> new InvalidInputException("unknown kind '" + id + "', expected one of "
                        + String.join(", ", kinds.names())
                        + ". Use the version of Mien that wrote it, or a later one. A program with kinds of its own"
                        + " registers them first")));
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
