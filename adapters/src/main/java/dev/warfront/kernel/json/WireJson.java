package dev.warfront.kernel.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.dataformat.cbor.CBORMapper;

/// The one way in which records become JSON and CBOR: snake_case in the order of the components, nulls
/// written, instants as RFC 3339 in UTC with exactly milliseconds. Readers ignore what they do not know, and
/// take no text for a number.
public final class WireJson {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /// What nobody who means well goes beyond.
    private static final StreamReadConstraints OF_REQUESTS = StreamReadConstraints.builder()
            .maxNestingDepth(32)
            .maxNameLength(128)
            .maxNumberLength(64)
            .maxStringLength(16_384)
            .build();

    /// Those that records of requests may have.
    private static final List<Class<?>> REQUIRED = List.of(boolean.class, int.class, long.class, double.class);

    private WireJson() {}

    public static JsonMapper jsonMapper() {
        return configured(JsonMapper.builder()).build();
    }

    /// For the bodies of requests: refuses a name that stands twice, what comes behind the end, nesting of more than
    /// 32 levels, names, numbers and texts of more than 128, 64 and 16 384 characters. A primitive is required: one
    /// that is left out, or null, is an {@link tools.jackson.databind.exc.InvalidNullException}. An empty text is
    /// nothing but a text, and a word of an enum is no number.
    public static JsonMapper strictMapper() {
        var parsers = JsonFactory.builder()
                .streamReadConstraints(OF_REQUESTS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        var builder = configured(JsonMapper.builder(parsers))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .withCoercionConfigDefaults(
                        coercion -> coercion.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
        REQUIRED.forEach(type -> builder.withConfigOverride(
                type, required -> required.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.FAIL))));
        return builder.build();
    }

    public static CBORMapper cborMapper() {
        // bytes would be shorter, but an id is text to everybody else
        var ids = new SimpleModule("ids").addSerializer(UUID.class, ToStringSerializer.instance);
        return configured(CBORMapper.builder()).addModule(ids).build();
    }

    /// An instant as it stands on the wire, `2026-12-01T10:00:00.000Z`.
    public static String text(Instant instant) {
        var fixed = FixedInstant.text(instant);
        return fixed == null ? MILLIS.format(instant.truncatedTo(ChronoUnit.MILLIS)) : fixed;
    }

    private static <B extends MapperBuilder<?, B>> B configured(B builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(new SimpleModule("warfront")
                        .addSerializer(new MillisSerializer())
                        .addDeserializer(String.class, new WellFormedText()));
    }

    private static final class MillisSerializer extends StdSerializer<Instant> {
        MillisSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(text(value));
        }
    }
}
