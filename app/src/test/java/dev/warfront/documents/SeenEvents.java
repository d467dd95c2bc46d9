package dev.warfront.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.ScoreLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;

/// What topics hold at the end of a run, against docs/events.md. With `-Devents=write` the examples of the page are
/// taken
/// from it; look at the difference before you commit it.
public final class SeenEvents {
    /// That signs what the program derives.
    private static final String PROGRAM = new UUID(0, 0).toString();

    private final EventsPage page = new EventsPage();

    /// Score events that were counted, by their ids.
    private final Set<String> recorded = new HashSet<>();

    private final Map<String, Example> best = new HashMap<>();
    private final Set<String> misfits = new TreeSet<>();

    /// Reads all topics.
    ///
    /// @param reader of all records of a topic
    public SeenEvents(Function<String, List<Example>> reader) {
        var all = new HashMap<String, List<Example>>();
        page.topics().keySet().forEach(topic -> all.put(topic, reader.apply(topic)));
        all.values().forEach(examples -> examples.forEach(this::noteRecorded));
        all.forEach((topic, examples) -> examples.forEach(example -> see(topic, example)));
    }

    /// Each record looks as the page says, and each example that is said to be of a run could be of this one.
    public void assertDocumented() {
        assertThat(misfits).as("records unlike docs/events.md").isEmpty();
        if ("write".equals(System.getProperty("events"))) {
            var examples = page.examples();
            examples.putAll(best);
            page.page().write(page.text(examples));
        }
        var ofARun = new ArrayList<String>();
        page.examples().forEach((name, example) -> {
            if (example.ofARun()) {
                ofARun.add(name);
            }
        });
        assertThat(best.keySet()).as("events of this run").containsAll(ofARun);
    }

    private void noteRecorded(Example example) {
        if ("score.recorded".equals(example.headers().get("event_type"))) {
            example.json()
                    .at("/payload/items")
                    .forEach(item -> recorded.add(item.path("event_id").stringValue()));
        }
    }

    private void see(String topic, Example example) {
        switch (topic) {
            case ScoreLog.FEED -> seeScoreEvent(example);
            case OutboxTopics.DEAD_LETTER -> see(topic, "dead letter", example);
            default -> see(topic, example.headers().getOrDefault("event_type", ""), example);
        }
    }

    /// Anybody may send anything: what was counted is as it should be.
    private void seeScoreEvent(Example example) {
        var json = example.json();
        var events = json.isArray() ? json.valueStream().toList() : List.of(json);
        var types = new TreeSet<String>();
        for (var event : events) {
            var type = event.path("type").asString();
            if (!isCutOff(type, example)
                    && !recorded.contains(event.path("event_id").asString())) {
                return;
            }
            types.add(type);
        }
        if (types.size() == 1) {
            see(ScoreLog.FEED, types.first(), example);
        }
    }

    private static boolean isCutOff(String type, Example example) {
        return type.equals(LoggedScoreEvents.CUT_OFF)
                && PROGRAM.equals(example.headers().get("server_id"));
    }

    private void see(String topic, String name, Example example) {
        var form = page.form(topic, name);
        if (form.isEmpty()) {
            misfits.add(topic + " has " + name);
            return;
        }
        var found = form.get().misfits(example);
        misfits.addAll(found);
        if (found.isEmpty()) {
            best.merge(
                    topic + " " + name, example, (one, other) -> Example.BEST.compare(one, other) <= 0 ? one : other);
        }
    }
}
