package dev.warfront.bench.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// An event of the log as it lies there, alone in its record or with others.
///
/// @param text its part of the record's value, empty if there is none
/// @param signer who claims to have signed the record, empty for nobody
public record LoggedEvent(int partition, EventPlace place, Instant receivedAt, String text, String signer) {
    /// The id under which the program signs what it derives itself.
    private static final String PROGRAM = new UUID(0, 0).toString();

    static List<LoggedEvent> of(ConsumerRecord<String, byte[]> row) {
        var texts = texts(text(row.value()));
        return IntStream.range(0, texts.size())
                .mapToObj(index -> new LoggedEvent(
                        row.partition(),
                        new EventPlace(row.offset(), index),
                        Instant.ofEpochMilli(row.timestamp()),
                        texts.get(index),
                        Headers.text(row, "server_id")))
                .toList();
    }

    /// A value that is no array with something in it is one event, whatever it is.
    private static List<String> texts(String value) {
        var elements = json(value);
        return elements.isArray() && !elements.isEmpty()
                ? elements.valueStream().map(JsonNode::toString).toList()
                : List.of(value);
    }

    /// Whether the program put it there itself.
    public boolean derived() {
        return signer.equals(PROGRAM);
    }

    /// Whether it is the program's mark of the war's end.
    public boolean cutOff() {
        return derived() && json(text).path("type").asString("").equals("CUT_OFF");
    }

    /// Of a derived one.
    public UUID eventId() {
        return UUID.fromString(json(text).path("event_id").asString());
    }

    /// The event in it, if it is one.
    public Optional<ScoreEvent> event() {
        try {
            return Optional.of(Wire.JSON.readValue(text, ScoreEvent.class));
        } catch (JacksonException | NullPointerException noEvent) {
            return Optional.empty();
        }
    }

    private static JsonNode json(String value) {
        try {
            return Wire.JSON.readTree(value);
        } catch (JacksonException noJson) {
            return MissingNode.getInstance();
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
