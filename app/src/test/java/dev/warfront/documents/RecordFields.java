package dev.warfront.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warfront.documents.Field.Kind;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The fields that a record becomes on the wire.
final class RecordFields {
    private RecordFields() {}

    /// @param meaning of a component; empty where it is obvious
    static List<Field> of(Class<?> record, Function<RecordComponent, String> meaning) {
        return Stream.of(record.getRecordComponents())
                .map(component -> field(component, meaning))
                .toList();
    }

    private static Field field(RecordComponent component, Function<RecordComponent, String> meaning) {
        var list = component.getType() == List.class;
        var type = list ? element(component.getGenericType()) : component.getType();
        var include = component.getAccessor().getAnnotation(JsonInclude.class);
        return new Field(
                wireName(component),
                kind(type),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                include != null && include.value() == JsonInclude.Include.NON_NULL,
                list,
                meaning.apply(component),
                type.isRecord() ? of(type, meaning) : List.of());
    }

    static String wireName(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static Class<?> element(Type list) {
        return (Class<?>) ((ParameterizedType) list).getActualTypeArguments()[0];
    }

    private static Kind kind(Class<?> type) {
        if (type.isRecord() || type == Object.class) {
            return Kind.OBJECT;
        }
        if (type == UUID.class) {
            return Kind.ID;
        }
        if (type == Instant.class) {
            return Kind.TIME;
        }
        if (type == String.class) {
            return Kind.TEXT;
        }
        if (type == boolean.class) {
            return Kind.BOOLEAN;
        }
        return type == double.class ? Kind.DECIMAL : Kind.INTEGER;
    }
}
