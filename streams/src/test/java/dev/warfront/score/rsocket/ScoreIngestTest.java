package dev.warfront.score.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.rsocket.StreamFixture;
import dev.warfront.kernel.rsocket.TestClient;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.json.ScoresOnTheWire;
import io.rsocket.exceptions.ApplicationErrorException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class ScoreIngestTest {
    private static final UUID SERVER = new UUID(1, 1);
    private static final UUID REVOKED = new UUID(1, 2);

    private final Set<UUID> over = ConcurrentHashMap.newKeySet();
    private final Set<UUID> serversNoMore = ConcurrentHashMap.newKeySet();
    private final Log log = new Log();
    private final StreamFixture fixture = StreamFixture.with((_, codec) -> List.of(new ScoreIngest(
            new AppendScoreEvents(ScoreIngestTest::keyOf, log), this::callerOf, ScoresOnTheWire.codec(), codec)));

    /// Each account has one session; of PLAYERs nothing is asked here.
    private Mono<Caller> callerOf(PlayerId account, UUID session) {
        return Mono.fromSupplier(() -> new Caller(account, Set.of(roleNow(account.value()))))
                .filter(_ -> !over.contains(session));
    }

    private Role roleNow(UUID account) {
        return serversNoMore.contains(account) ? Role.PLAYER : Role.GAME_SERVER;
    }

    private static Mono<byte[]> keyOf(UUID server) {
        return server.equals(REVOKED) ? Mono.empty() : Mono.just(new byte[32]);
    }

    @AfterAll
    void stop() {
        fixture.close();
    }

    Stream<TestClient.Way> ways() {
        return fixture.ways().map(way -> way.with(token(SERVER, Role.GAME_SERVER, 60)));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenBatches_eachIsAnsweredInOrderWhenTheLogHasIt(TestClient.Way way) {
        try (var client = TestClient.connect(way)) {
            var batches = Flux.just(batch(kill(1), kill(2)), batch(kill(3), Map.of("event_id", "x"), kill(3)));
            StepVerifier.create(client.channel("score-events", batches))
                    .assertNext(answer -> {
                        assertThat(answer.at("/results")).hasSize(2);
                        assertThat(answer.at("/results/0/event_id").asString()).isEqualTo(new UUID(9, 1).toString());
                        assertThat(answer.at("/results/0/status").asString()).isEqualTo("QUEUED");
                        assertThat(answer.at("/results/1/offset").isIntegralNumber())
                                .isTrue();
                        assertThat(answer.at("/results/1/index").asInt()).isEqualTo(1);
                        assertThat(answer.at("/results/1/received_at").asString())
                                .endsWith("Z");
                    })
                    .assertNext(answer -> {
                        assertThat(answer.at("/results/1/status").asString()).isEqualTo("REJECTED");
                        assertThat(answer.at("/results/1/code").asString()).isEqualTo("SCORE_MALFORMED");
                        assertThat(answer.at("/results/2/status").asString()).isEqualTo("DUPLICATE");
                    })
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenIdsThatCborHasInBytes_theyAreTaken() {
        var event = new HashMap<String, Object>(kill(1));
        event.replaceAll((name, value) -> name.endsWith("_id") ? UUID.fromString(value.toString()) : value);
        var cbor = fixture.tcp("application/cbor").with(token(SERVER, Role.GAME_SERVER, 60));
        try (var client = TestClient.connect(cbor)) {
            StepVerifier.create(client.channel("score-events", Flux.just(batch(event))))
                    .assertNext(
                            answer -> assertThat(answer.at("/results/0/status").asString())
                                    .isEqualTo("QUEUED"))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenABatchOf500_itFitsInFragments() {
        try (var client = gameServer(SERVER)) {
            var events = IntStream.range(0, 500).mapToObj(ScoreIngestTest::kill).toArray(Map[]::new);
            StepVerifier.create(client.channel("score-events", Flux.just(batch(events))))
                    .assertNext(answer -> assertThat(answer.at("/results")).hasSize(500))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    @Test
    void givenAnybodyElse_itIsForbidden() {
        for (var way : List.of(
                fixture.tcp("application/json"),
                fixture.tcp("application/json").with(token(SERVER, Role.PLAYER, 60)),
                fixture.tcp("application/json").with(token(REVOKED, Role.GAME_SERVER, 60)))) {
            try (var client = TestClient.connect(way)) {
                StepVerifier.create(client.channel("score-events", Flux.just(batch(kill(1)))))
                        .expectErrorSatisfies(error -> assertThat(error)
                                .isInstanceOf(ApplicationErrorException.class)
                                .hasMessage("FORBIDDEN"))
                        .verify(PATIENCE);
            }
        }
    }

    @Test
    void givenASessionThatEndsInMidChannel_theNextBatchIsNotTaken() {
        var stolen = new UUID(1, 3);

        assertSecondBatchIsNotTaken(stolen, () -> over.add(stolen));
    }

    @Test
    void givenAServerThatIsNoneAnyMore_theNextBatchIsNotTaken() {
        var demoted = new UUID(1, 4);

        assertSecondBatchIsNotTaken(demoted, () -> serversNoMore.add(demoted));
    }

    private void assertSecondBatchIsNotTaken(UUID server, Runnable meanwhile) {
        var batches = Sinks.many().unicast().<Object>onBackpressureBuffer();
        try (var client = gameServer(server)) {
            StepVerifier.create(client.channel("score-events", batches.asFlux()))
                    .then(() -> batches.tryEmitNext(batch(kill(21))).orThrow())
                    .expectNextCount(1)
                    .then(meanwhile)
                    .then(() -> batches.tryEmitNext(batch(kill(22))).orThrow())
                    .expectErrorSatisfies(error -> assertThat(error)
                            .isInstanceOf(ApplicationErrorException.class)
                            .hasMessage("TOKEN_EXPIRED"))
                    .verify(PATIENCE);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenBadBatches_eachIsAnsweredInItsTurnAndTheChannelGoesOn(TestClient.Way way) {
        var many = IntStream.range(0, 501).mapToObj(i -> Map.of("event_id", i)).toArray(Map[]::new);
        var batches = Flux.<Object>just(
                batch(kill(1)),
                batch(),
                batch(many),
                new byte[] {1, 2, 3},
                new byte[0],
                Map.of("events", "none"),
                Map.of("war_id", "none", "events", List.of(kill(2))),
                batch(kill(3)));
        try (var client = TestClient.connect(way)) {
            StepVerifier.create(client.channel("score-events", batches))
                    .assertNext(answer -> assertTaken(answer, 1))
                    .assertNext(answer -> assertRefused(answer, "SIZE", "events"))
                    .assertNext(answer -> assertRefused(answer, "SIZE", "events"))
                    .assertNext(answer -> assertRefused(answer, "MALFORMED", null))
                    .assertNext(answer -> assertRefused(answer, "MALFORMED", null))
                    .assertNext(answer -> assertRefused(answer, "MALFORMED", null))
                    .assertNext(answer -> assertRefused(answer, "MALFORMED", null))
                    .assertNext(answer -> assertTaken(answer, 3))
                    .expectComplete()
                    .verify(PATIENCE);
        }
    }

    private static void assertTaken(JsonNode answer, int number) {
        assertThat(answer.at("/results/0/event_id").asString()).isEqualTo(new UUID(9, number).toString());
        assertThat(answer.at("/results/0/status").asString()).isEqualTo("QUEUED");
        assertThat(answer.has("code")).isFalse();
    }

    private static void assertRefused(JsonNode answer, String violation, @Nullable String field) {
        assertThat(answer.at("/results").isArray()).isTrue();
        assertThat(answer.at("/results")).isEmpty();
        assertThat(answer.at("/code").asString()).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("/violations")).hasSize(1);
        assertThat(answer.at("/violations/0/code").asString()).isEqualTo(violation);
        assertThat(answer.at("/violations/0/field").stringValue(null)).isEqualTo(field);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void givenTheWarOfABatch_itsEventsNeedNotSayIt(TestClient.Way way) {
        var silent = new HashMap<String, Object>(kill(31));
        silent.remove("war_id");
        var elsewhere = new HashMap<String, Object>(kill(32));
        elsewhere.put("war_id", new UUID(8, 9).toString());
        var batches = Flux.<Object>just(
                Map.of("war_id", new UUID(8, 1).toString(), "events", List.of(silent, kill(33), elsewhere)),
                batch(silent));
        try (var client = TestClient.connect(way)) {
            StepVerifier.create(client.channel("score-events", batches))
                    .assertNext(answer -> {
                        assertThat(answer.at("/results/0/status").asString()).isEqualTo("QUEUED");
                        assertThat(answer.at("/results/1/status").asString()).isEqualTo("QUEUED");
                        assertThat(answer.at("/results/2/code").asString()).isEqualTo("SCORE_WRONG_PARTITION");
                    })
                    .assertNext(answer ->
                            assertThat(answer.at("/results/0/code").asString()).isEqualTo("SCORE_MALFORMED"))
                    .expectComplete()
                    .verify(PATIENCE);
        }
        assertThat(log.taken)
                .filteredOn(each -> each.eventId().equals(new UUID(9, 31)))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.war().value()).isEqualTo(new UUID(8, 1)));
    }

    private TestClient gameServer(UUID id) {
        return TestClient.connect(fixture.tcp("application/json").with(token(id, Role.GAME_SERVER, 60)));
    }

    private static Map<String, Object> batch(Map<?, ?>... events) {
        return Map.of("events", List.of(events));
    }

    private static Map<String, Object> kill(int number) {
        var event = new HashMap<String, Object>();
        event.put("event_id", new UUID(9, number).toString());
        event.put("war_id", new UUID(8, 1).toString());
        event.put("type", "KILL");
        event.put("player_id", new UUID(8, 2).toString());
        event.put("victim_id", new UUID(8, 3).toString());
        event.put("occurred_at", "2026-12-01T10:00:00.000Z");
        return event;
    }

    private static final class Log implements ScoreLog {
        private final AtomicInteger offset = new AtomicInteger();
        private final List<ScoreEvent> taken = new CopyOnWriteArrayList<>();

        @Override
        public Mono<List<Place>> append(UUID server, byte[] key, List<ScoreEvent> events) {
            return Mono.fromSupplier(() -> {
                var record = offset.getAndIncrement();
                taken.addAll(events);
                return IntStream.range(0, events.size())
                        .mapToObj(index -> new Place(Instant.EPOCH, 3, record, index))
                        .toList();
            });
        }
    }
}
