package dev.warfront.kernel.rsocket;

import java.util.concurrent.atomic.LongAdder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/// Writes and reads data in the formats of the wire, and counts what was written.
@Component
public final class FrameCodec {
    private final JsonMapper json;
    private final CBORMapper cbor;
    private final LongAdder framesEncoded = new LongAdder();

    public FrameCodec(JsonMapper json, CBORMapper cbor) {
        this.json = json;
        this.cbor = cbor;
    }

    byte[] encode(Frame frame, FrameFormat format) {
        framesEncoded.increment();
        return write(frame, format);
    }

    /// Frames encoded since the start.
    public long framesEncoded() {
        return framesEncoded.sum();
    }

    public byte[] write(Object value, FrameFormat format) {
        return mapper(format).writeValueAsBytes(value);
    }

    /// Fails with {@link RSocketErrors#invalid} on anything that is not such a value.
    public <T> T read(byte[] bytes, FrameFormat format, Class<T> type) {
        try {
            T value = mapper(format).readValue(bytes, type);
            if (value == null) {
                throw RSocketErrors.invalid();
            }
            return value;
        } catch (JacksonException | IllegalArgumentException malformed) {
            throw RSocketErrors.invalid();
        }
    }

    private ObjectMapper mapper(FrameFormat format) {
        return switch (format) {
            case JSON -> json;
            case CBOR -> cbor;
        };
    }
}
