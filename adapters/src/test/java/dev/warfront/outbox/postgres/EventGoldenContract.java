package dev.warfront.outbox.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.json.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// The wire form of a context's events, kept as files: `src/test/resources/golden/<context>/<event_type>.json`. A
/// change of Java names must never change them, since old events stand in logs and feeds. When a form changes on
/// purpose, run the test with `-Dgolden.write=true` and look at the difference before you commit it.
public interface EventGoldenContract<E extends Event> {
    /// The folder of the files.
    String context();

    EventMapping<E> mapping();

    /// At least one event of each type, always the same. A second one of a type is kept as `<event_type>.2.json`.
    List<E> samples();

    @Test
    default void eachEventLooksAsItsFile() throws IOException {
        for (var file : files().entrySet()) {
            var path = Golden.path(context(), file.getKey());
            var text = Golden.text(mapping().map(file.getValue()));
            Golden.writeIfAsked(path, text);
            assertThat(path).as("run with -Dgolden.write=true to make it").isRegularFile();
            assertThat(Files.readString(path)).as(path.toString()).isEqualTo(text);
        }
    }

    @Test
    default void eachFileIsReadBackAsItsEvent() throws IOException {
        for (var file : files().entrySet()) {
            var stored = Golden.JSON.readTree(Files.readString(Golden.path(context(), file.getKey())));
            assertThat(mapping().parse(stored.get("event_type").asString(), stored.get("payload")))
                    .isEqualTo(file.getValue());
        }
    }

    @Test
    default void eachTypeOfEventHasASample() {
        assertThat(samples().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(Golden.leaves(mapping().type()));
    }

    @Test
    default void noFileIsLeftOver() throws IOException {
        try (var found = Files.list(Golden.path(context(), "").getParent())) {
            assertThat(found.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(files().keySet().stream()
                            .map(name -> name + ".json")
                            .toList());
        }
    }

    /// Samples by the name of their file.
    private Map<String, E> files() {
        var files = new LinkedHashMap<String, E>();
        var seen = new HashMap<String, Integer>();
        for (var sample : samples()) {
            var type = mapping().map(sample).eventType();
            var count = seen.merge(type, 1, Integer::sum);
            files.put(count == 1 ? type : type + "." + count, sample);
        }
        return files;
    }

    /// Reads and writes the files.
    final class Golden {
        private static final JsonMapper JSON = WireJson.jsonMapper();

        private Golden() {}

        private static Path path(String context, String name) {
            return Path.of("src", "test", "resources", "golden", context, name + ".json");
        }

        private static String text(Published event) {
            return JSON.writerWithDefaultPrettyPrinter()
                            .writeValueAsString(event)
                            .replace("\r\n", "\n") + "\n";
        }

        private static void writeIfAsked(Path path, String text) throws IOException {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, text);
            }
        }

        private static Set<Class<?>> leaves(Class<?> type) {
            var parts = type.getPermittedSubclasses();
            return parts == null
                    ? Set.of(type)
                    : Stream.of(parts).flatMap(part -> leaves(part).stream()).collect(Collectors.toSet());
        }
    }
}
