package dev.warfront.war.http;

import dev.warfront.war.LoggedEvent;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A part of a war's event log over HTTP, ascending.
///
/// @param nextAfterSeq what to ask next with; where nothing was new, what was asked
record WarEventsJson(List<WarEventJson> items, long nextAfterSeq) {
    static WarEventsJson of(List<LoggedEvent> events, long afterSeq, JsonMapper json) {
        var items = events.stream()
                .map(event -> new WarEventJson(event.seq(), event.at(), event.type(), json.readTree(event.payload())))
                .toList();
        return new WarEventsJson(
                items, items.isEmpty() ? afterSeq : items.getLast().seq());
    }
    /// An entry of the log of a war.
    record WarEventJson(long seq, Instant at, String eventType, JsonNode payload) {}
}
