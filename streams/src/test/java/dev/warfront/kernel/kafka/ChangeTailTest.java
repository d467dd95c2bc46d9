package dev.warfront.kernel.kafka;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// One node is notified of what another has published.
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("shared broker")
class ChangeTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final String WARS = "test.wars";
    private static final String BATTLES = "test.battles";
    private static final String QUIET = "test.quiet";

    private final KafkaSettings settings =
            new KafkaSettings(List.of(EmbeddedServers.shared().kafka().bootstrapServers()), Map.of());
    private final List<TopicSpec> specs = List.of(
            TopicSpec.of(WARS, 12, Duration.ofHours(1)).notifying("war_id"),
            TopicSpec.of(BATTLES, 24, Duration.ofHours(1)).notifying("war_id", "battle_id"),
            TopicSpec.of(QUIET, 1, Duration.ofHours(1)));
    private final Topics topics = new Topics(specs, settings);
    private final KafkaRecords records = new KafkaRecords(settings);
    private final ChangeNotifier changes = new ChangeNotifier();
    private final ChangeTail tail = new ChangeTail(settings, topics, specs, changes, WireJson.jsonMapper());
    private Disposable running = Disposables.disposed();

    @BeforeEach
    void start() {
        EmbeddedServers.shared().kafka().start();
        running = Flux.merge(topics.run(), tail.run()).subscribe();
    }

    @AfterEach
    void stop() {
        running.dispose();
        records.destroy();
    }

    @Test
    void givenAnEventOfAWar_itsStreamsAreNotified() {
        var war = UUID.randomUUID();

        assertNotified(war, WARS, "{\"payload\": {\"war_id\": \"%s\"}}".formatted(war));
    }

    @Test
    void givenAnEventOfABattle_itsStreamsAndItsWarsAreNotified() {
        var war = UUID.randomUUID();
        var battle = UUID.randomUUID();
        var event = "{\"payload\": {\"battle_id\": \"%s\", \"war_id\": \"%s\"}}".formatted(battle, war);

        assertNotified(battle, BATTLES, event);
        assertNotified(war, BATTLES, event);
    }

    @Test
    void givenEventsThatCannotBeRead_whatComesBehindThemNotifies() {
        var war = UUID.randomUUID();
        var event = "{\"payload\": {\"war_id\": \"%s\"}}".formatted(war);

        assertNotified(war, WARS, "{", "{\"payload\": {\"war_id\": \"none\"}}", event);
    }

    @Test
    void givenATopicThatNotifiesNobody_itIsNotRead() {
        var id = UUID.randomUUID();
        var silent = sending(QUIET, "{\"payload\": {\"war_id\": \"%s\"}}".formatted(id));
        var marker = UUID.randomUUID();
        var later = sending(WARS, "{\"payload\": {\"war_id\": \"%s\"}}".formatted(marker));

        changes.changesOf(id)
                .mergeWith(changes.changesOf(marker))
                .mergeWith(silent)
                .mergeWith(later)
                .as(StepVerifier::create)
                .expectNext(marker, marker)
                .thenCancel()
                .verify(PATIENCE);
    }

    private void assertNotified(UUID id, String topic, String... events) {
        changes.changesOf(id)
                .mergeWith(sending(topic, events))
                .as(StepVerifier::create)
                .expectNext(id)
                .thenCancel()
                .verify(PATIENCE);
    }

    /// Again and again, since nothing is read from before the reading has begun.
    private Mono<UUID> sending(String topic, String... events) {
        return Flux.interval(AGAIN)
                .onBackpressureDrop()
                .concatMap(_ ->
                        Flux.fromArray(events).concatMap(event -> records.sendAll(List.of(record(topic, event)))))
                .then(Mono.empty());
    }

    private static KafkaRecord record(String topic, String value) {
        return KafkaRecord.of(topic, "key", value.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
