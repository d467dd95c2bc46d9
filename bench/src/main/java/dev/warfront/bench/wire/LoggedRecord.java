package dev.warfront.bench.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// A record of the event log as it lies there.
///
/// @param text its value, empty if it has none
/// @param signer who claims to have signed it, empty for nobody
public record LoggedRecord(int partition, long offset, Instant receivedAt, String text, String signer) {
    /// The id under which the program signs what it derives itself.
    private static final String PROGRAM = new UUID(0, 0).toString();

    static LoggedRecord of(ConsumerRecord<String, byte[]> row) {
        return new LoggedRecord(
                row.partition(),
                row.offset(),
                Instant.ofEpochMilli(row.timestamp()),
                text(row.value()),
                Headers.text(row, "server_id"));
    }

    /// Whether the program put it there itself.
    public boolean derived() {
        return signer.equals(PROGRAM);
    }

    /// Whether it is the program's mark of the war's end.
    public boolean cutOff() {
        return derived() && json().path("type").asString("").equals("CUT_OFF");
    }

    /// Of a derived record.
    public UUID eventId() {
        return UUID.fromString(json().path("event_id").asString());
    }

    /// The event in it, if it is one.
    public Optional<ScoreEvent> event() {
        try {
            return Optional.of(Wire.JSON.readValue(text, ScoreEvent.class));
        } catch (JacksonException | NullPointerException noEvent) {
            return Optional.empty();
        }
    }

    private JsonNode json() {
        try {
            return Wire.JSON.readTree(text);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
