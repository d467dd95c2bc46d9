package dev.warfront.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.ShapedAs;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The schemas of bodies and answers, all from their records: named, with what may be missing or null, and the bounds
/// that are checked. A component of a type that is not known here has to be made known here.
final class ApiSchemas implements ModelConverter {
    private static final String OWN = "dev.warfront.";
    private static final SnakeCaseStrategy WIRE = new SnakeCaseStrategy();
    private static final String STRING = "string";
    private static final String NULL = "null";
    private static final String FREE = "FreeObject";

    private final ApiNames names = new ApiNames();
    private final ApiTexts texts;

    ApiSchemas(ApiTexts texts) {
        this.texts = texts;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var type = Json.mapper().constructType(annotated.getType());
        if (type != null && type.hasRawClass(ListJson.class)) {
            return page(type, context);
        }
        if (type != null && isOwn(type)) {
            return type.isEnumType()
                    ? enumeration(names.of(type.getRawClass()), type.getRawClass(), context)
                    : object(type.getRawClass(), context);
        }
        return chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
    }

    private static boolean isOwn(JavaType type) {
        return type.getRawClass().getName().startsWith(OWN)
                && (type.isEnumType() || ApiNames.isWire(type.getRawClass()));
    }

    private Schema<?> page(JavaType type, ModelConverterContext context) {
        var item = type.containedType(0).getRawClass();
        var name = ApiNames.ofPage(names.of(item));
        var schema = of("object");
        schema.addProperty("items", items(object(item, context)));
        schema.addProperty("next_cursor", nullable(of(STRING)).description("asks for the next page; null on the last"));
        schema.setRequired(List.of("items"));
        schema.setDescription("A page of a list.");
        context.defineModel(name, schema);
        return reference(name);
    }

    private Schema<?> object(Class<?> type, ModelConverterContext context) {
        var name = names.of(type);
        if (!context.getDefinedModels().containsKey(name)) {
            var schema = of("object");
            context.defineModel(name, schema);
            schema.setDescription(described(texts.of(type).body()));
            addProperties(type, schema, context);
        }
        return reference(name);
    }

    private void addProperties(Class<?> type, Schema<?> schema, ModelConverterContext context) {
        var text = texts.of(type);
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addProperties(component.getType(), schema, context);
            } else {
                var name = wireName(component);
                var property = property(component.getAnnotatedType(), context);
                text.parameter(component.getName()).ifPresent(property::setDescription);
                schema.addProperty(name, property);
                if (isRequired(component.getAnnotatedType())) {
                    schema.addRequiredItem(name);
                }
            }
        }
    }

    private static String wireName(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? WIRE.translate(component.getName()) : named.value();
    }

    /// What may be null may be missing; not so a list in which there must be something.
    private static boolean isRequired(AnnotatedElement type) {
        var size = type.getAnnotation(Size.class);
        return !type.isAnnotationPresent(Nullable.class) || (size != null && size.min() > 0);
    }

    private Schema<?> property(java.lang.reflect.AnnotatedType type, ModelConverterContext context) {
        var schema = bounded(unbounded(type, context), type);
        return isRequired(type) || type.isAnnotationPresent(ShapedAs.class) ? schema : nullable(schema);
    }

    private Schema<?> unbounded(java.lang.reflect.AnnotatedType type, ModelConverterContext context) {
        var constants = type.getAnnotation(NameOf.class);
        if (constants != null) {
            return enumeration(names.of(constants), constants.value(), context);
        }
        var shape = type.getAnnotation(ShapedAs.class);
        if (shape != null) {
            return object(shape.value(), context);
        }
        return type instanceof AnnotatedParameterizedType list && raw(list) == List.class
                ? items(property(list.getAnnotatedActualTypeArguments()[0], context))
                : simple((Class<?>) type.getType(), context);
    }

    private static Class<?> raw(AnnotatedParameterizedType type) {
        return (Class<?>) ((ParameterizedType) type.getType()).getRawType();
    }

    private Schema<?> simple(Class<?> type, ModelConverterContext context) {
        if (type.isEnum()) {
            return enumeration(names.of(type), type, context);
        }
        if (type.isRecord()) {
            return object(type, context);
        }
        if (type == JsonNode.class) {
            return free(context);
        }
        var simple = SIMPLE.get(type);
        if (simple == null) {
            throw new IllegalStateException("the description of the API does not know how " + type + " looks as JSON");
        }
        return of(simple.type()).format(simple.format());
    }

    private static Schema<?> free(ModelConverterContext context) {
        var schema = of("object").description("Any fields, as the type beside it says.");
        schema.setAdditionalProperties(true);
        context.defineModel(FREE, schema);
        return reference(FREE);
    }

    private Schema<?> enumeration(String name, Class<?> type, ModelConverterContext context) {
        var schema = of(STRING);
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .<Object>map(constant -> ((Enum<?>) constant).name())
                .toList());
        schema.setDescription(described(texts.of(type).body()));
        context.defineModel(name, schema);
        return reference(name);
    }

    private static Schema<?> bounded(Schema<?> schema, AnnotatedElement type) {
        var size = type.getAnnotation(Size.class);
        if (size != null && schema.getItems() != null) {
            schema.minItems(size.min() == 0 ? null : size.min()).maxItems(size.max());
        } else if (size != null) {
            schema.minLength(size.min() == 0 ? null : size.min()).maxLength(size.max());
        }
        var pattern = type.getAnnotation(Pattern.class);
        if (pattern != null) {
            schema.setPattern("^" + pattern.regexp() + "$");
        }
        if (type.isAnnotationPresent(NotBlank.class) && schema.getMinLength() == null) {
            schema.setMinLength(1);
        }
        return schema;
    }

    private static Schema<?> nullable(Schema<?> schema) {
        if (schema.get$ref() == null) {
            schema.addType(NULL);
            return schema;
        }
        return new JsonSchema().addAnyOfItem(schema).addAnyOfItem(of(NULL));
    }

    private static Schema<?> items(Schema<?> item) {
        return of("array").items(item);
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }

    private static @Nullable String described(String text) {
        return text.isEmpty() ? null : text;
    }

    private static JsonSchema of(String type) {
        var schema = new JsonSchema();
        schema.addType(type);
        return schema;
    }

    private record Simple(String type, @Nullable String format) {}

    private static final Map<Class<?>, Simple> SIMPLE = Map.ofEntries(
            Map.entry(String.class, new Simple(STRING, null)),
            Map.entry(UUID.class, new Simple(STRING, "uuid")),
            Map.entry(Instant.class, new Simple(STRING, "date-time")),
            Map.entry(boolean.class, new Simple("boolean", null)),
            Map.entry(Boolean.class, new Simple("boolean", null)),
            Map.entry(int.class, new Simple("integer", "int32")),
            Map.entry(Integer.class, new Simple("integer", "int32")),
            Map.entry(long.class, new Simple("integer", "int64")),
            Map.entry(Long.class, new Simple("integer", "int64")),
            Map.entry(double.class, new Simple("number", "double")),
            Map.entry(Double.class, new Simple("number", "double")));
}
