package dev.warfront.bench.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What the topics hold about one war.
public final class WarTopics {
    private static final String SCORES = "war.score";
    private static final String DEAD_LETTERS = "war.dead-letter";
    private static final String REJECTED = "score.rejected";
    /// Clocks may differ a little.
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TopicReader reader;
    private final UUID war;
    private final Instant since;

    /// @param declaredAt nothing about the war is older
    public WarTopics(String bootstrap, UUID war, Instant declaredAt) {
        this.reader = new TopicReader(bootstrap);
        this.war = war;
        this.since = declaredAt.minus(MARGIN);
    }

    /// All events under the war's key in a partition of the event log, in their order.
    public List<LoggedEvent> log(int partition) {
        var events = new ArrayList<LoggedEvent>();
        reader.read(EventLog.TOPIC, war, since, row -> {
            if (row.partition() == partition) {
                events.addAll(LoggedEvent.of(row));
            }
        });
        return events;
    }

    /// How many rejections of each code were published. They are published at least once, and here each counts once: by
    /// its place in the log.
    public Map<String, Integer> rejections() {
        var codes = new HashMap<String, String>();
        reader.read(SCORES, war, since, row -> {
            if (Headers.text(row, "event_type").equals(REJECTED)) {
                var event = Wire.JSON.readTree(row.value());
                var payload = event.path("payload");
                var partition = payload.path("from").path("partition").asString();
                payload.path("items")
                        .forEach(item -> codes.put(
                                place(
                                        partition,
                                        item.path("offset").asString(),
                                        item.path("index").asString()),
                                item.path("code").asString()));
            }
        });
        reader.read(DEAD_LETTERS, war, since, row -> {
            codes.put(
                    place(
                            Headers.text(row, "source_partition"),
                            Headers.text(row, "source_offset"),
                            Headers.text(row, "source_index")),
                    Headers.text(row, "code"));
        });
        var counts = new TreeMap<String, Integer>();
        codes.values().forEach(code -> counts.merge(code, 1, Integer::sum));
        return counts;
    }

    private static String place(String partition, String offset, String index) {
        return String.join(":", partition, offset, index);
    }
}
