package dev.warfront.packaged;

import static dev.warfront.packaged.RawProducer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.Transport;
import dev.warfront.bench.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Bad input of every kind, by every way in, while a war is fought: each is refused with its code, and none of it shows
/// what is inside.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class JourneyIT extends BadDeclarations {

    private static final int MEGABYTE = 1 << 20;

    @Test
    void unknownIds() {
        var nobody = UUID.randomUUID();
        http.get("/clan-wars/" + nobody).refused(404, "WAR_NOT_FOUND");
        http.get("/clan-wars/" + nobody + "/phase").refused(404, "WAR_NOT_FOUND");
        http.get("/clans/" + nobody).refused(404, "CLAN_NOT_FOUND");
        http.get("/territories/" + nobody).refused(404, "TERRITORY_NOT_FOUND");
        http.get("/battles/" + nobody).refused(404, "BATTLE_NOT_FOUND");
        http.post("/clan-wars/" + nobody + "/surrender", Map.of())
                .as(leader())
                .ifMatch(1)
                .refused(404, "WAR_NOT_FOUND");
        http.get("/clan-wars/not-an-id").refused(400, "VALIDATION_FAILED");
        http.get("/no-such-thing").as(leader()).refused(404, "NOT_FOUND");
    }

    @Test
    void wrongRank_andOtherClansObjects() {
        var member = token(sides.attacker().getLast());
        var enemy = token(sides.defender().getFirst());
        var attacker = sides.attackerClan();
        http.post("/clan-wars", declaration(attacker, sides.defenderClan()))
                .as(member)
                .refused(403, "WAR_INSUFFICIENT_RANK");
        http.post("/clan-wars", declaration(attacker, sides.defenderClan()))
                .as(enemy)
                .refused(403, "WAR_NOT_CLAN_MEMBER");
        http.post("/clan-wars/" + war + "/surrender", Map.of())
                .as(member)
                .ifMatch(version())
                .refused(403, "WAR_INSUFFICIENT_RANK");
        http.post("/clan-wars/" + war + "/cancel", Map.of())
                .as(enemy)
                .ifMatch(version())
                .refused(403, "WAR_NOT_LEAD_CLAN");
        assertThat(http.post(
                                "/clans/" + attacker + "/invitations",
                                Map.of("player_id", sides.defender().getLast().id()))
                        .as(enemy)
                        .send())
                .satisfies(response -> assertThat(response.status()).isEqualTo(403))
                .satisfies(Http.Response::assertTight);
        http.post("/admin/clans/" + attacker + "/grants", Map.of("credits", 1, "experience", 1, "reason", "none"))
                .as(member)
                .refused(403, "FORBIDDEN");
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of(kill().event())))
                .as(member)
                .refused(403, "FORBIDDEN");
    }

    @Test
    void malformedRequests() {
        var leader = leader();
        http.raw("POST", "/clan-wars", "{\"attacker_clan_id\": ")
                .header("Idempotency-Key", "malformed")
                .as(leader)
                .refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars", Map.of("attacker_clan_id", "nobody")).as(leader).refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars", Map.of())
                .without("Idempotency-Key")
                .as(leader)
                .refused(400, "IDEMPOTENCY_KEY_REQUIRED");
        http.post("/clan-wars/" + war + "/cancel", Map.of()).as(leader).refused(428, "IF_MATCH_REQUIRED");
        http.post("/clan-wars/" + war + "/surrender", Map.of())
                .as(leader)
                .ifMatch(999)
                .refused(412, "WAR_VERSION_CONFLICT");
        http.raw("POST", "/auth/login", "login=me")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .refused(415, "UNSUPPORTED_MEDIA_TYPE");
        http.raw("PATCH", "/clan-wars/" + war, "{}").as(leader).refused(405, "METHOD_NOT_ALLOWED");
        http.get("/clan-wars?cursor=%00garbage").refused(400, "VALIDATION_FAILED");
        http.get("/me").header("Accept", "text/csv").as(leader).refused(406, "NOT_ACCEPTABLE");
    }

    @Test
    void oversizedBodies_byEachWay() {
        var large = "x".repeat(MEGABYTE);
        http.post("/clan-wars", Map.of("war_type", large)).as(leader()).refused(413, "BODY_TOO_LARGE");
        http.post("/auth/login", Map.of("login", large, "password", large)).refused(413, "BODY_TOO_LARGE");
        var event = objective(IntStream.range(0, MEGABYTE / 36)
                .mapToObj(_ -> UUID.randomUUID())
                .toList());
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of(event)))
                .as(server())
                .refused(413, "BODY_TOO_LARGE");
        assertThat(overChannel(event)).noneMatch(result -> result.status().equals("QUEUED"));
        var value = Wire.JSON.writeValueAsBytes(event);
        assertThatThrownBy(() -> log.append(null, bytes(war.toString()), value, key(), sign(value)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(RecordTooLargeException.class);
        assertThat(http.get("/clan-wars/" + war).send().status()).isEqualTo(200);
    }

    /// If the body were left unread, about one in thirty of the requests behind it would never be answered.
    @Test
    void oversizedBodies_doNoHarmToTheRequestBehindThem() {
        var large = Map.of("login", "x".repeat(MEGABYTE), "password", "x");
        for (var i = 0; i < 60; i++) {
            http.post("/auth/login", large).refused(413, "BODY_TOO_LARGE");
            http.raw("POST", "/clans", "x".repeat(MEGABYTE / 8)).refused(401, "UNAUTHENTICATED");
            assertThat(http.post("/auth/refresh", Map.of("refresh_token", "none"))
                            .send()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void tokens() {
        http.get("/me").refused(401, "UNAUTHENTICATED");
        http.get("/me").as("garbage").refused(401, "UNAUTHENTICATED");
        var token = leader();
        var forged = token.substring(0, token.lastIndexOf('.') + 1) + "A".repeat(86);
        http.get("/me").as(forged).refused(401, "UNAUTHENTICATED");
        assertThat(http.get("/me").as(token).send().status()).isEqualTo(200);
        http.post("/auth/login", Map.of("login", sides.attacker().getFirst().login(), "password", "not this one"))
                .refused(401, "INVALID_CREDENTIALS");
    }

    /// What the ingest alone can tell never reaches the log.
    @Test
    void badEventsOverHttpAndChannel() {
        var negative = kill().worth(-5L);
        var untyped = kill().typed("NUKE");
        var twice = kill().worth(-5L);
        var events = List.of(negative.event(), untyped.event(), twice.event());
        var response = http.post("/clan-wars/" + war + "/score-events", Map.of("events", events))
                .as(server())
                .send();
        response.assertTight();
        assertThat(response.status()).as(response.toString()).isEqualTo(202);
        var results = response.json().path("results");
        assertThat(results.get(0).path("status").asString()).isEqualTo("REJECTED");
        assertThat(results.get(0).path("code").asString()).isEqualTo("SCORE_OUT_OF_RANGE");
        assertThat(results.get(1).path("code").asString()).isEqualTo("SCORE_INVALID_TYPE");
        assertThat(overChannel(kill().worth(-5L).event()))
                .extracting(IngestResult::code)
                .containsExactly("SCORE_OUT_OF_RANGE");
        http.raw("POST", "/clan-wars/" + war + "/score-events", "{\"events\": [{]}")
                .as(server())
                .refused(400, "VALIDATION_FAILED");
        http.post("/clan-wars/" + war + "/score-events", Map.of("events", List.of()))
                .as(server())
                .refused(400, "VALIDATION_FAILED");
    }

    /// Empty when the program ended the channel instead of answering.
    private List<IngestResult> overChannel(ScoreEvent event) {
        var token = server();
        var link = RSocketConnection.open(program.addresses(), Transport.TCP_JSON, () -> Optional.of(token));
        try {
            return Optional.ofNullable(link.ingest(Flux.just(new RSocketConnection.Batch(List.of(event))))
                            .flatMapIterable(IngestResult.Batch::results)
                            .collectList()
                            .onErrorResume(_ -> Mono.just(List.of()))
                            .block(PATIENCE))
                    .orElse(List.of());
        } finally {
            link.close();
        }
    }

    private ScoreEvent objective(List<UUID> players) {
        return new ScoreEvent(
                UUID.randomUUID(), war, null, ScoreEvent.OBJECTIVE_CAPTURE, null, null, players, null, Instant.now());
    }
}
