package dev.warfront.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.EventEnvelope;
import dev.warfront.score.ScoreLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// docs/events.md is what the code says; its examples are those of runs, which {@link SeenEvents} holds to it. With
/// `-Devents=write` it is written anew; look at the difference before you commit it.
class EventsDocumentTest {
    private static final List<String> ROOMS = List.of("domain", "adapters", "streams", "config", "app");
    private static final EventsPage PAGE = new EventsPage();

    @BeforeAll
    static void writeIfAsked() {
        if ("write".equals(System.getProperty("events"))) {
            PAGE.page().write(PAGE.text(PAGE.examples()));
        }
    }

    @Test
    void thePageIsWhatTheCodeSays() {
        assertThat(PAGE.page().text())
                .as("run it with -Devents=write and look at the difference")
                .isEqualTo(PAGE.text(PAGE.examples()));
    }

    @Test
    void eachTopicHasASection() {
        assertThat(PAGE.topics()).hasSizeGreaterThanOrEqualTo(9);
        assertThat(PAGE.page().sections())
                .containsAll(PAGE.topics().keySet())
                .hasSize(PAGE.topics().size() + 1);
    }

    @Test
    void eachEventIsOfATopicThatIsDeclared() {
        assertThat(PAGE.forms())
                .hasSizeGreaterThan(30)
                .extracting(EventForm::topic)
                .isSubsetOf(PAGE.topics().keySet());
    }

    /// Of each context that publishes: its golden test knows all types.
    @Test
    void eachMappingHasSamples() {
        assertThat(MappedEvents.withoutSamples()).isEmpty();
    }

    @Test
    void eachScoreEventAndEachEventOfTheFeeds_isOnThePage() {
        assertThat(named(ScoreLog.FEED)).containsExactlyInAnyOrderElementsOf(LoggedScoreEvents.types());
        assertThat(FeedEvents.named())
                .hasSize(4)
                .isSubsetOf(PAGE.forms().stream().map(EventForm::name).toList());
    }

    /// Who else makes envelopes has to be looked for here, too.
    @Test
    void onlyTheOutboxAndTheFeedsMakeEnvelopes() {
        assertThat(ROOMS.stream()
                        .flatMap(EventsDocumentTest::sources)
                        .filter(file -> read(file).contains("new " + EventEnvelope.class.getSimpleName() + "("))
                        .map(file -> file.getFileName().toString()))
                .containsExactlyInAnyOrder("PostgresOutbox.java", "FeedRecords.java");
    }

    @Test
    void eachExampleIsOfItsForm() {
        assertThat(PAGE.forms()).allSatisfy(form -> {
            var example = PAGE.examples().get(form.topic() + " " + form.name());
            assertThat(example).as(form.name()).isNotNull();
            assertThat(form.misfits(example)).isEmpty();
        });
    }

    private static List<String> named(String topic) {
        return PAGE.forms().stream()
                .filter(form -> form.topic().equals(topic))
                .map(EventForm::name)
                .toList();
    }

    private static Stream<Path> sources(String room) {
        try (var files = Files.walk(Path.of("..", room, "src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
