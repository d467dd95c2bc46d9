package dev.warfront.documents;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.kafka.FeedRecordsTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events that the pipeline of scores publishes past the outbox, with the samples of their golden test.
final class FeedEvents {
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final Class<?> RECORDS = ClassUtils.resolveClassName("dev.warfront.score.kafka.FeedRecords", null);
    private static final Path SOURCE =
            Words.ROOT.resolve("streams/src/main/java/" + RECORDS.getName().replace('.', '/') + ".java");
    private static final Pattern TYPE = Pattern.compile("\"([a-z_]+\\.[a-z_]+)\"");

    private final Words words;

    FeedEvents(Words words) {
        this.words = words;
    }

    /// Types that the source names.
    static Set<String> named() {
        try {
            return TYPE.matcher(Files.readString(SOURCE))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<EventForm> forms() {
        return FeedRecordsTest.goldenFiles()
                .map(arguments -> (KafkaRecord) arguments.get()[2])
                .map(this::form)
                .toList();
    }

    private EventForm form(KafkaRecord sample) {
        var text = new String(sample.value(), StandardCharsets.UTF_8);
        var envelope = JSON.readTree(text);
        var payload = payload(envelope.path("payload"));
        return new EventForm(
                sample.topic(),
                envelope.path("event_type").stringValue(),
                words.lead(payload),
                envelope.path("schema_version").intValue(),
                RecordFields.of(payload, component -> words.param(component.getDeclaringRecord(), component.getName())),
                new Example(false, sample.key(), sample.headers(), text));
    }

    /// The record that has the same fields.
    private static Class<?> payload(JsonNode payload) {
        var names = List.copyOf(payload.propertyNames());
        return Stream.of(RECORDS.getDeclaredClasses())
                .filter(Class::isRecord)
                .filter(type -> Stream.of(type.getRecordComponents())
                        .map(RecordFields::wireName)
                        .toList()
                        .equals(names))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record has " + names));
    }
}
