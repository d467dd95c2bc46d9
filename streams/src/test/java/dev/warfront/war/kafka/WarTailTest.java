package dev.warfront.war.kafka;

import dev.warfront.backends.EmbeddedServers;
import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.TopicSpec;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.rsocket.ChangeNotifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// One node hears what another has published.
class WarTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final String WARS = "war.lifecycle";
    private static final String BATTLES = "war.battle";

    private final KafkaSettings settings =
            new KafkaSettings(List.of(EmbeddedServers.shared().kafka().bootstrapServers()), Map.of());
    private final List<TopicSpec> specs =
            List.of(TopicSpec.of(WARS, 12, Duration.ofHours(1)), TopicSpec.of(BATTLES, 24, Duration.ofHours(1)));
    private final Topics topics = new Topics(specs, settings);
    private final KafkaRecords records = new KafkaRecords(settings, new Deadline(Duration.ofSeconds(5)));
    private final ChangeNotifier changes = new ChangeNotifier();
    private final WarTail tail = new WarTail(settings, topics, specs, changes, WireJson.jsonMapper());
    private Disposable running = Disposables.disposed();

    @BeforeEach
    void listen() {
        EmbeddedServers.shared().kafka().start();
        running = Flux.merge(topics.run(), tail.run()).subscribe();
    }

    @AfterEach
    void stop() {
        running.dispose();
        records.destroy();
    }

    @Test
    void givenAnEventOfAWar_itsStreamsAreWoken() {
        var war = UUID.randomUUID();

        assertWoken(war, WARS, "{\"payload\": {\"war_id\": \"%s\"}}".formatted(war));
    }

    @Test
    void givenAnEventOfABattle_itsStreamsAndItsWarsAreWoken() {
        var war = UUID.randomUUID();
        var battle = UUID.randomUUID();
        var event = "{\"payload\": {\"battle_id\": \"%s\", \"war_id\": \"%s\"}}".formatted(battle, war);

        assertWoken(battle, BATTLES, event);
        assertWoken(war, BATTLES, event);
    }

    @Test
    void givenGarbage_whatComesBehindItIsHeard() {
        var war = UUID.randomUUID();
        records.send(record(WARS, "{")).block(PATIENCE);
        records.send(record(WARS, "{\"payload\": {\"war_id\": \"none\"}}")).block(PATIENCE);

        assertWoken(war, WARS, "{\"payload\": {\"war_id\": \"%s\"}}".formatted(war));
    }

    /// Sent again and again, since nothing is received before the consumer has begun.
    private void assertWoken(UUID id, String topic, String event) {
        var telling = Flux.interval(AGAIN)
                .onBackpressureDrop()
                .concatMap(_ -> records.send(record(topic, event)))
                .then(Mono.<UUID>empty());
        changes.of(id)
                .mergeWith(telling)
                .as(StepVerifier::create)
                .expectNext(id)
                .thenCancel()
                .verify(PATIENCE);
    }

    private static KafkaRecord record(String topic, String value) {
        return KafkaRecord.of(topic, "key", value.getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
