package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.FaultyField;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import io.netty.buffer.ByteBuf;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/// Refused events to and from their table.
final class ReviewRows {
    static final String COPY = """
            copy clan_war_score_review (log_partition, log_offset, log_index, war_id, counted, event_id, code, detail, type,
                                        player_id, occurred_at, received_at, payload_hash, record_key, record_value,
                                        record_headers, value_bytes, server_id, signed, field)
            from stdin (format binary)""";
    private static final int COLUMNS = 20;
    private static final int DETAIL_MAX = 200;
    private static final byte[] NOTHING = {};

    private ReviewRows() {}

    static Flux<ByteBuf> encoded(List<ReviewRow> rows) {
        return BinaryCopy.of(rows, COLUMNS, ReviewRows::write);
    }

    private static void write(BinaryCopy copy, ReviewRow row) {
        var raw = row.asKept().raw();
        copy.int2(row.partition())
                .int8(row.offset())
                .int2(row.index())
                .id(row.war() == null ? null : row.war().value())
                .bool(row.counted())
                .id(row.eventId())
                .text(row.code().name())
                .text(shortened(row.detail()))
                .text(row.type())
                .id(row.player() == null ? null : row.player().value())
                .instant(row.occurredAt())
                .instant(row.receivedAt())
                .int8(row.payloadHash())
                .bytes(raw.key())
                .bytes(raw.value())
                .bytes(packed(raw.headers()))
                .int4(raw.valueBytes())
                .id(row.server())
                .bool(row.signed())
                .text(row.field() == null ? null : row.field().name());
    }

    /// With as much of its bytes as was asked for, and `value_bytes` for how many they are.
    static ReviewRow read(Readable row) {
        var war = row.get("war_id", UUID.class);
        var player = row.get("player_id", UUID.class);
        return new ReviewRow(
                required(row, "log_partition", Short.class),
                required(row, "log_offset", Long.class),
                required(row, "log_index", Short.class),
                war == null ? null : new WarId(war),
                required(row, "counted", Boolean.class),
                row.get("event_id", UUID.class),
                ScoreCode.valueOf(required(row, "code", String.class)),
                row.get("detail", String.class),
                field(row),
                row.get("server_id", UUID.class),
                required(row, "signed", Boolean.class),
                row.get("type", String.class),
                player == null ? null : new PlayerId(player),
                row.get("occurred_at", Instant.class),
                required(row, "received_at", Instant.class),
                required(row, "payload_hash", Long.class),
                record(row, required(row, "value_bytes", Integer.class)));
    }

    static @Nullable FaultyField field(Readable row) {
        var name = row.get("field", String.class);
        return name == null ? null : FaultyField.valueOf(name);
    }

    /// As it came, from its three columns.
    static RawRecord record(Readable row) {
        var value = row.get("record_value", ByteBuffer.class);
        return record(row, value == null ? 0 : value.remaining());
    }

    private static RawRecord record(Readable row, int valueBytes) {
        var headers = row.get("record_headers", ByteBuffer.class);
        return new RawRecord(
                bytes(row.get("record_key", ByteBuffer.class)),
                bytes(row.get("record_value", ByteBuffer.class)),
                headers == null ? Map.of() : unpacked(headers),
                valueBytes);
    }

    /// Names and values, each behind its length: a header's value is bytes, and a dead letter has them as they came.
    static byte[] packed(Map<String, byte[]> headers) {
        if (headers.isEmpty()) {
            return NOTHING;
        }
        var size = 0;
        for (var each : headers.entrySet()) {
            size += 2 * Integer.BYTES + each.getKey().getBytes(StandardCharsets.UTF_8).length + each.getValue().length;
        }
        var packed = ByteBuffer.allocate(size);
        headers.forEach((name, value) -> {
            var nameBytes = name.getBytes(StandardCharsets.UTF_8);
            packed.putInt(nameBytes.length).put(nameBytes).putInt(value.length).put(value);
        });
        return packed.array();
    }

    private static Map<String, byte[]> unpacked(ByteBuffer packed) {
        var headers = new HashMap<String, byte[]>();
        while (packed.hasRemaining()) {
            var name = new byte[packed.getInt()];
            packed.get(name);
            var value = new byte[packed.getInt()];
            packed.get(value);
            headers.put(new String(name, StandardCharsets.UTF_8), value);
        }
        return headers;
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static @Nullable String shortened(@Nullable String detail) {
        return detail == null || detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX);
    }
}
