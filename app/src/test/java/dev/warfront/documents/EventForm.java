package dev.warfront.documents;

import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.ScoreLog;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// How an event looks.
///
/// @param name its type, unique in its topic
/// @param lead what it means
/// @param version of its schema; 0 for what has no envelope
/// @param fields of its payload; of the whole where there is no envelope
/// @param sample made up by a test
record EventForm(String topic, String name, String lead, int version, List<Field> fields, Example sample) {
    /// Where an example of a run is not of this form; empty when it is. What a test made up has not all headers.
    List<String> misfits(Example example) {
        var json = example.json();
        if (example.ofARun() && !example.headers().keySet().containsAll(headers())) {
            return List.of(name + " has the headers " + example.headers().keySet());
        }
        if (topic.equals(OutboxTopics.DEAD_LETTER)) {
            return List.of(); // anything may have come
        }
        return elements(json).stream()
                .flatMap(
                        each -> Field.misfits(name + ": ", version == 0 ? each : each.path("payload"), fields).stream())
                .toList();
    }

    /// Names that its record has among its headers.
    Set<String> headers() {
        return switch (topic) {
            case ScoreLog.FEED -> Set.of("server_id", "signature");
            case OutboxTopics.DEAD_LETTER ->
                Set.of("code", "source_topic", "source_partition", "source_offset", "source_index", "value_bytes");
            default -> Set.of("event_type", "schema_version", "content-type");
        };
    }

    private List<JsonNode> elements(JsonNode json) {
        return json.isArray() ? json.valueStream().toList() : List.of(json);
    }

    /// On the page.
    String section(Example example) {
        var said = lead.isEmpty() ? "" : lead + " ";
        var rows = fields.stream().map(field -> field.rows("")).collect(Collectors.joining());
        return "### %s\n\n%s%s%s".formatted(name, intro(said), table(rows), example.text());
    }

    private String intro(String said) {
        var text = (said + (version == 0 ? "" : "Schema version " + version + ".")).strip();
        return text.isEmpty() ? "" : text + "\n\n";
    }

    private static String table(String rows) {
        return rows.isEmpty() ? "" : "| Field | Type | Meaning |\n|---|---|---|\n" + rows + "\n";
    }
}
