package dev.warfront.documents;

import dev.warfront.kernel.EventEnvelope;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.testing.WrittenPage;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/// docs/events.md: a section for each topic, and in it each of its events, as the code has them, with an example that a
/// run has left on the page.
final class EventsPage {
    private static final String ENVELOPE = "envelope";
    private static final Pattern EVENT =
            Pattern.compile("(?s)### (\\S[^\\n]*)\\n.*?\\n([^\\n|]+:\\n\\n```\\n.*?\\n```\\n)");
    private static final Example LETTER =
            new Example(false, "0190163d-8694-739b-aea5-966c26f8ad01", Map.of("code", "SCORE_MALFORMED"), "no JSON");

    private final WrittenPage page = new WrittenPage(Words.ROOT.resolve("docs/events.md"));
    private final Words words = new Words();
    private final Map<String, TopicSpec> topics = ProgramClasses.topics();
    private final List<EventForm> forms = Stream.of(
                    new MappedEvents(words).forms(),
                    new FeedEvents(words).forms(),
                    new LoggedScoreEvents(words).forms(),
                    List.of(new EventForm(OutboxTopics.DEAD_LETTER, "dead letter", "", 0, List.of(), LETTER)))
            .flatMap(List::stream)
            .sorted(Comparator.comparing(EventForm::name))
            .toList();

    Map<String, TopicSpec> topics() {
        return topics;
    }

    List<EventForm> forms() {
        return forms;
    }

    Optional<EventForm> form(String topic, String name) {
        return forms.stream()
                .filter(form -> form.topic().equals(topic) && form.name().equals(name))
                .findFirst();
    }

    WrittenPage page() {
        return page;
    }

    /// The examples that stand on the page, by topic and name of the event.
    Map<String, Example> examples() {
        var examples = new HashMap<String, Example>();
        page.contents()
                .forEach((topic, content) -> EVENT.matcher(content)
                        .results()
                        .forEach(event -> examples.put(topic + " " + event.group(1), Example.parse(event.group(2)))));
        return examples;
    }

    /// The whole page with these examples. What a test made up, and what does not fit any more, is replaced by the
    /// sample
    /// of today's tests.
    String text(Map<String, Example> examples) {
        var sections = new LinkedHashMap<String, String>();
        sections.put(ENVELOPE, envelope());
        topics.keySet().forEach(topic -> sections.put(topic, section(topic, examples)));
        return page.with(sections);
    }

    private String envelope() {
        return RecordFields.of(
                        EventEnvelope.class,
                        component -> words.param(component.getDeclaringRecord(), component.getName()))
                .stream()
                .map(field -> field.rows(""))
                .collect(Collectors.joining("", "| Field | Type | Meaning |\n|---|---|---|\n", ""));
    }

    private String section(String topic, Map<String, Example> examples) {
        var spec = Objects.requireNonNull(topics.get(topic));
        var kept = Duration.ofMillis(Long.parseLong(spec.config().get(TopicConfig.RETENTION_MS_CONFIG)));
        var events = forms.stream()
                .filter(form -> form.topic().equals(topic))
                .map(form -> form.section(example(form, examples.get(topic + " " + form.name()))))
                .collect(Collectors.joining("\n"));
        return "%d partitions, kept for %d days.\n\n%s".formatted(spec.partitions(), kept.toDays(), events);
    }

    private static Example example(EventForm form, @Nullable Example there) {
        return there != null && there.ofARun() && form.misfits(there).isEmpty() ? there : form.sample();
    }
}
