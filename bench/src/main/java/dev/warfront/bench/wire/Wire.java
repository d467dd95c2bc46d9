package dev.warfront.bench.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.cbor.CBORMapper;

/// The two encodings of the program: snake_case, unknown fields ignored, instants with exactly milliseconds.
public final class Wire {
    public static final ObjectMapper JSON = configured(JsonMapper.builder());
    public static final ObjectMapper CBOR = configured(CBORMapper.builder());

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Wire() {}

    /// RFC 3339 with milliseconds, as the program writes it.
    public static String text(Instant at) {
        return MILLIS.format(at);
    }

    /// The instant in a field, which must be there.
    public static Instant instant(JsonNode field) {
        return Instant.parse(field.asString());
    }

    private static <M extends ObjectMapper, B extends MapperBuilder<M, B>> M configured(B builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .addModule(new SimpleModule("instants").addSerializer(new InstantSerializer()))
                .build();
    }

    private static final class InstantSerializer extends StdSerializer<Instant> {
        InstantSerializer() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant at, JsonGenerator json, SerializationContext context) {
            json.writeString(text(at));
        }
    }
}
