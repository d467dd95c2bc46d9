package dev.warfront.score.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.http.HttpServer;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.json.ScoresOnTheWire;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

class ScoreEventControllerTest {
    private static final UUID REVOKED = UUID.randomUUID();
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final List<ScoreEvent> LOG = new CopyOnWriteArrayList<>();
    private static final ScoreProblems PROBLEMS = new ScoreProblems();
    private static final HttpServer SERVER = HttpServer.of(
            new ScoreEventController(
                    new AppendScoreEvents(ScoreEventControllerTest::keyOf, ScoreEventControllerTest::append),
                    ScoresOnTheWire.codec(),
                    PROBLEMS),
            PROBLEMS);

    private final UUID war = UUID.randomUUID();
    private final UUID event = UUID.randomUUID();

    private static Mono<byte[]> keyOf(UUID server) {
        return server.equals(REVOKED) ? Mono.empty() : Mono.just(new byte[32]);
    }

    private static Mono<List<ScoreLog.Place>> append(UUID server, byte[] key, List<ScoreEvent> events) {
        return Mono.fromSupplier(() -> {
            LOG.addAll(events);
            return IntStream.range(0, events.size())
                    .mapToObj(each -> new ScoreLog.Place(AT, 5, 40, 7 + each))
                    .toList();
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private WebTestClient.ResponseSpec post(String caller, Object body) {
        return SERVER.client()
                .post()
                .uri("/api/v1/clan-wars/{war}/score-events", war)
                .header(HttpServer.CALLER, caller)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private WebTestClient.ResponseSpec post(Object body) {
        return post(UUID.randomUUID() + " GAME_SERVER", body);
    }

    private Map<String, Object> kill() {
        var fields = new HashMap<String, Object>();
        fields.put("event_id", event.toString());
        fields.put("war_id", war.toString());
        fields.put("type", "KILL");
        fields.put("player_id", UUID.randomUUID().toString());
        fields.put("victim_id", UUID.randomUUID().toString());
        fields.put("occurred_at", AT.toString());
        return fields;
    }

    @Test
    void givenEvents_theAnswerSaysWhereTheLogHasThem() {
        post(Map.of("events", List.of(kill(), Map.of("event_id", event.toString()), 7)))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.results[0].event_id")
                .isEqualTo(event.toString())
                .jsonPath("$.results[0].status")
                .isEqualTo("QUEUED")
                .jsonPath("$.results[0].received_at")
                .isEqualTo("2026-12-01T10:00:00.123Z")
                .jsonPath("$.results[0].partition")
                .isEqualTo(5)
                .jsonPath("$.results[0].offset")
                .isEqualTo(40)
                .jsonPath("$.results[0].index")
                .isEqualTo(7)
                .jsonPath("$.results[1].status")
                .isEqualTo("REJECTED")
                .jsonPath("$.results[1].code")
                .isEqualTo("SCORE_MALFORMED")
                .jsonPath("$.results[1].field")
                .isEqualTo("type")
                .jsonPath("$.results[2].code")
                .isEqualTo("SCORE_MALFORMED");
        assertThat(LOG).anyMatch(each -> each.eventId().equals(event));
    }

    @Test
    void givenAnEventThatDoesNotSayItsWar_itIsOfTheWarOfThePath() {
        var fields = kill();
        fields.remove("war_id");

        post(Map.of("events", List.of(fields)))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.results[0].status")
                .isEqualTo("QUEUED");
        assertThat(LOG)
                .filteredOn(each -> each.eventId().equals(event))
                .allMatch(each -> each.war().value().equals(war));
    }

    @Test
    void givenAnEventThatSaysAnotherWar_itIsRefused() {
        var fields = kill();
        fields.put("war_id", UUID.randomUUID().toString());

        post(Map.of("events", List.of(fields)))
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.results[0].code")
                .isEqualTo("SCORE_WRONG_PARTITION");
        assertThat(LOG).noneMatch(each -> each.eventId().equals(event));
    }

    @Test
    void givenAPlayer_itIsForbidden() {
        post(UUID.randomUUID() + " PLAYER", Map.of("events", List.of(kill())))
                .expectStatus()
                .isForbidden();
    }

    @Test
    void givenARevokedServer_itIsUnauthenticated() {
        post(REVOKED + " GAME_SERVER", Map.of("events", List.of(kill())))
                .expectStatus()
                .isUnauthorized()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void givenNoneOrTooManyEventsOrNoJson_itIsInvalid() {
        var many = IntStream.range(0, 501).mapToObj(_ -> Map.of()).toList();
        for (var body : List.of(
                Map.of(), Map.of("events", List.of()), Map.of("events", 7), Map.of("events", many), "{", "[]")) {
            post(body)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("VALIDATION_FAILED");
        }
    }

    @Test
    void givenALargeBody_itIsTooLarge() {
        var fields = kill();
        fields.put("weather", "x".repeat(300_000));

        post(Map.of("events", List.of(fields))).expectStatus().isEqualTo(413);
    }
}
