package dev.warfront.score;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event's bytes as they came: its record, or its part of one. Shared, not copied: whoever is handed one leaves the
/// arrays as they are.
public final class RawRecord {
    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, byte[]> headers;
    private final int from;
    private final int until;

    /// A record of the log.
    ///
    /// @param key null when it had none
    /// @param value null when it had none
    /// @param headers the last one of each name
    public RawRecord(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        this(key, value, Map.copyOf(headers), 0, value == null ? 0 : value.length);
    }

    private RawRecord(
            byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers, int from, int until) {
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.from = from;
        this.until = until;
    }

    /// With key and headers of the record, and only these bytes of its value.
    ///
    /// @param partFrom the first
    /// @param partUntil the first that is not its own
    public RawRecord part(int partFrom, int partUntil) {
        return new RawRecord(key, value, headers, from + partFrom, from + partUntil);
    }

    /// The record that it is a part of.
    public RawRecord whole() {
        return new RawRecord(key, value, headers, 0, value == null ? 0 : value.length);
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value == null || until - from == value.length ? value : Arrays.copyOfRange(value, from, until);
    }

    public Map<String, byte[]> headers() {
        return headers;
    }
}
