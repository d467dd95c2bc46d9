package dev.warfront.score;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event's bytes as they came: its record, or its part of one. Shared, not copied: whoever is handed one leaves the
/// arrays as they are.
public final class RawRecord {
    /// Bytes that are published of a key, of a value, and of all headers together.
    public static final int PUBLISHED_MAX = 64 * 1024;
    /// Bytes that are kept for review of a key, of a value, and of all headers together.
    public static final int KEPT_MAX = 4 * 1024;
    /// No record.
    public static final RawRecord NONE = new RawRecord(null, null, Map.of());

    private final byte @Nullable [] key;
    private final byte @Nullable [] value;
    private final Map<String, byte[]> headers;
    private final int from;
    private final int until;
    private final int valueBytes;

    /// A record of the log.
    ///
    /// @param key null when it had none
    /// @param value null when it had none
    /// @param headers the last one of each name
    public RawRecord(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers) {
        this(key, value, headers, length(value));
    }

    /// A record of the log whose value may be longer than what is here of it.
    ///
    /// @param valueBytes of the value as it came
    public RawRecord(byte @Nullable [] key, byte @Nullable [] value, Map<String, byte[]> headers, int valueBytes) {
        this(key, value, Map.copyOf(headers), 0, length(value), valueBytes);
    }

    private RawRecord(
            byte @Nullable [] key,
            byte @Nullable [] value,
            Map<String, byte[]> headers,
            int from,
            int until,
            int valueBytes) {
        this.key = key;
        this.value = value;
        this.headers = headers;
        this.from = from;
        this.until = until;
        this.valueBytes = valueBytes;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /// With key and headers of the record, and only these bytes of its value.
    ///
    /// @param partFrom the first
    /// @param partUntil the first that is not its own
    public RawRecord part(int partFrom, int partUntil) {
        return new RawRecord(key, value, headers, from + partFrom, from + partUntil, partUntil - partFrom);
    }

    /// The record that it is a part of.
    public RawRecord whole() {
        return new RawRecord(key, value, headers);
    }

    /// As much of it as is published, and none of the rest of its record: the first
    /// {@link #PUBLISHED_MAX} bytes of key and value each, and no headers when they are longer.
    RawRecord asPublished() {
        return cut(PUBLISHED_MAX);
    }

    /// As much of it as is kept for review: the first {@link #KEPT_MAX} bytes of key and value each, and no headers
    /// when they are longer.
    RawRecord asKept() {
        return cut(KEPT_MAX);
    }

    private RawRecord cut(int max) {
        return new RawRecord(
                beginning(key, 0, Math.min(length(key), max)),
                beginning(value, from, Math.min(until, from + max)),
                headerBytes() > max ? Map.of() : headers,
                valueBytes);
    }

    private static byte @Nullable [] beginning(byte @Nullable [] bytes, int from, int until) {
        return bytes == null ? null : Arrays.copyOfRange(bytes, from, until);
    }

    /// Bytes of key, value and headers.
    long bytes() {
        return length(key) + (until - from) + headerBytes();
    }

    private long headerBytes() {
        var bytes = 0L;
        for (var each : headers.entrySet()) {
            bytes += each.getKey().length() + each.getValue().length;
        }
        return bytes;
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte @Nullable [] value() {
        return value == null || until - from == value.length ? value : Arrays.copyOfRange(value, from, until);
    }

    /// How long the value was as it came.
    public int valueBytes() {
        return valueBytes;
    }

    public Map<String, byte[]> headers() {
        return headers;
    }
}
