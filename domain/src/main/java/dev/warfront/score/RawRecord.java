package dev.warfront.score;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A record's bytes as they came. Shared, not copied: whoever is handed one leaves the arrays as they are.
public final class RawRecord {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, byte[]> headers;

    /// A record of the log.
    ///
    /// @param key null when it had none
    /// @param value null when it had none
    /// @param headers the last one of each name
    public RawRecord(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        this.key = key;
        this.value = value;
        this.headers = Map.copyOf(headers);
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value;
    }

    public Map<String, byte[]> headers() {
        return headers;
    }
}
