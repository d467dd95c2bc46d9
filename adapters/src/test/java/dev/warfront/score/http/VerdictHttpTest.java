package dev.warfront.score.http;

import dev.warfront.backends.TestDatabase;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.TestPartition;
import dev.warfront.score.postgres.ScoresOnPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// What became of events, over HTTP and the real database.
class VerdictHttpTest {
    private static final ScoreProblems PROBLEMS = new ScoreProblems();

    private final TestPartition partition = new TestPartition(
            ScoresOnPostgres.ledger(TestDatabase.get().connections()),
            ScoresOnPostgres.transactions(TestDatabase.get().connections()),
            ScoresOnPostgres.verifiedSums());
    private final HttpServer server =
            HttpServer.of(new VerdictController(ScoresOnPostgres.verdicts(), partition.world, PROBLEMS), PROBLEMS);
    private final UUID sender = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final String path = "/api/v1/clan-wars/" + partition.war.value() + "/score-events";

    @AfterEach
    void stop() {
        server.close();
    }

    private ResponseSpec get(String uri, UUID caller, String role) {
        return server.client()
                .get()
                .uri(uri)
                .header(HttpServer.CALLER, caller + " " + role)
                .exchange();
    }

    private ResponseSpec get(String uri) {
        return get(uri, sender, "GAME_SERVER");
    }

    private static BodyContentSpec ok(ResponseSpec response) {
        return response.expectStatus().isOk().expectBody();
    }

    private static void code(ResponseSpec response, int status, String code) {
        response.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo(code);
    }

    private String verdictOf(ParsedEvent parsed) {
        var event = ((ParsedEvent.Reported) parsed).event();
        return path + "/" + event.eventId() + "?occurred_at=" + event.occurredAt();
    }

    private void flush(UUID server, Proof proof, ParsedEvent... events) {
        var records = new ArrayList<dev.warfront.score.LogRecord>();
        for (var each : events) {
            records.add(partition.sent(each, server, proof, partition.war));
        }
        partition.flush(partition.owner(), records);
    }

    @Test
    void givenAnAcceptedEvent_anyServerIsToldWhatItIsWorthAndWhereItStands() {
        var kill = partition.kill(1);
        flush(sender, Proof.GAME_SERVER, kill);

        for (var role : List.of("GAME_SERVER", "ADMIN")) {
            ok(get(verdictOf(kill), other, role))
                    .jsonPath("$.event_id")
                    .isEqualTo(((ParsedEvent.Reported) kill).event().eventId().toString())
                    .jsonPath("$.war_id")
                    .isEqualTo(partition.war.value().toString())
                    .jsonPath("$.status")
                    .isEqualTo("ACCEPTED")
                    .jsonPath("$.code")
                    .isEmpty()
                    .jsonPath("$.field")
                    .isEmpty()
                    .jsonPath("$.type")
                    .isEqualTo("KILL")
                    .jsonPath("$.points")
                    .isEqualTo(10)
                    .jsonPath("$.seq")
                    .isEqualTo(1)
                    .jsonPath("$.rows")
                    .isEqualTo(1)
                    .jsonPath("$.partition")
                    .isEqualTo(partition.number)
                    .jsonPath("$.offset")
                    .isEqualTo(0)
                    .jsonPath("$.index")
                    .isEqualTo(0)
                    .jsonPath("$.received_at")
                    .isEqualTo(wire(partition.now));
        }
    }

    private static String wire(Instant at) {
        return at.toString().length() == 20 ? at.toString().replace("Z", ".000Z") : at.toString();
    }

    @Test
    void givenARefusedEvent_onlyItsServerAndAdministratorsAreTold() {
        var sameSide = partition.event("KILL", 2, partition.attacker(0));
        flush(sender, Proof.GAME_SERVER, sameSide);

        ok(get(verdictOf(sameSide)))
                .jsonPath("$.status")
                .isEqualTo("REJECTED")
                .jsonPath("$.code")
                .isEqualTo("SCORE_SAME_SIDE")
                .jsonPath("$.field")
                .isEqualTo("victim_id")
                .jsonPath("$.points")
                .isEmpty()
                .jsonPath("$.seq")
                .isEmpty();
        ok(get(verdictOf(sameSide), other, "ADMIN")).jsonPath("$.code").isEqualTo("SCORE_SAME_SIDE");
        code(get(verdictOf(sameSide), other, "GAME_SERVER"), 404, "SCORE_EVENT_NOT_FOUND");
    }

    @Test
    void givenWhatNobodyDecided_itIsNotFound() {
        code(get(verdictOf(partition.kill(9))), 404, "SCORE_EVENT_NOT_FOUND");
    }

    @Test
    void givenNoTimeOrNone_itIsInvalid() {
        var uri = path + "/" + UUID.randomUUID();
        for (var query :
                List.of("", "?occurred_at=", "?occurred_at=today", "?occurred_at=+1000000000-12-31T23:59:59Z")) {
            code(get(uri + query), 400, "VALIDATION_FAILED");
        }
    }

    @Test
    void givenAnybodyElse_itIsForbidden() {
        for (var role : List.of("PLAYER", "MODERATOR", "SUPER_ADMIN")) {
            code(get(verdictOf(partition.kill(1)), sender, role), 403, "FORBIDDEN");
            code(get(path + "?status=REJECTED", sender, role), 403, "FORBIDDEN");
            code(get("/api/v1/me/refusals", sender, role), 403, "FORBIDDEN");
            code(get("/api/v1/admin/game-servers/" + sender + "/refusals", sender, role), 403, "FORBIDDEN");
        }
        code(get("/api/v1/me/refusals", sender, "ADMIN"), 403, "FORBIDDEN");
        code(get("/api/v1/admin/game-servers/" + sender + "/refusals"), 403, "FORBIDDEN");
    }

    @Test
    void givenRefusedEventsOfAWar_whatIsNewIsAskedForBehindTheLast() {
        flush(sender, Proof.GAME_SERVER, dance(1), dance(2));
        flush(other, Proof.GAME_SERVER, dance(3));

        ok(get(path + "?status=REJECTED&limit=1"))
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].code")
                .isEqualTo("SCORE_INVALID_TYPE")
                .jsonPath("$.items[0].field")
                .isEqualTo("type")
                .jsonPath("$.items[0].server_id")
                .isEqualTo(sender.toString())
                .jsonPath("$.items[0].signed")
                .isEqualTo(true)
                .jsonPath("$.next_after")
                .isEqualTo("0.0");
        ok(get(path + "?status=REJECTED&after=0.0"))
                .jsonPath("$.items[*].offset")
                .isEqualTo(1)
                .jsonPath("$.next_after")
                .isEqualTo("1.0");
        ok(get(path + "?status=REJECTED&after=1.0"))
                .jsonPath("$.items")
                .isEmpty()
                .jsonPath("$.next_after")
                .isEqualTo("1.0");
        ok(get(path + "?status=REJECTED", sender, "ADMIN"))
                .jsonPath("$.items.length()")
                .isEqualTo(3)
                .jsonPath("$.next_after")
                .isEqualTo("2.0");

        flush(sender, Proof.GAME_SERVER, dance(4));
        ok(get(path + "?status=REJECTED&after=1.0"))
                .jsonPath("$.items[*].offset")
                .isEqualTo(3);
    }

    private ParsedEvent dance(int id) {
        return partition.event("DANCE", id, null);
    }

    @Test
    void givenAListOfAnotherStatus_orAPlaceThatIsNone_itIsInvalidByName() {
        get(path + "?status=ACCEPTED")
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.violations[0].code")
                .isEqualTo("ONE_OF")
                .jsonPath("$.violations[0].field")
                .isEqualTo("status");
        code(get(path), 400, "VALIDATION_FAILED");
        for (var after : List.of("x", "1", "1.", "-1.0", "1.0.0", "9".repeat(30) + ".0")) {
            code(get(path + "?status=REJECTED&after=" + after), 400, "VALIDATION_FAILED");
        }
    }

    @Test
    void givenNoSuchWar_itsListIsNotFound() {
        code(get("/api/v1/clan-wars/" + UUID.randomUUID() + "/score-events?status=REJECTED"), 404, "WAR_NOT_FOUND");
    }

    @Test
    void givenWhatNamesAServerAndStandsInNoCount_itAndAdministratorsSeeItWithItsNumbers() {
        flush(sender, Proof.NONE, partition.kill(1), partition.kill(2));
        partition.flush(
                partition.owner(),
                List.of(partition.sent(partition.kill(3), sender, Proof.GAME_SERVER, new WarId(UUID.randomUUID()))));
        flush(sender, Proof.GAME_SERVER, dance(4));

        for (var seen : List.of(
                ok(get("/api/v1/me/refusals?limit=2")),
                ok(get("/api/v1/admin/game-servers/" + sender + "/refusals?limit=2", other, "ADMIN")))) {
            seen.jsonPath("$.counts.length()")
                    .isEqualTo(2)
                    .jsonPath("$.counts[0].code")
                    .isEqualTo("SCORE_SIGNATURE_INVALID")
                    .jsonPath("$.counts[0].count")
                    .isEqualTo(2)
                    .jsonPath("$.counts[1].code")
                    .isEqualTo("SCORE_WRONG_PARTITION")
                    .jsonPath("$.counts[1].count")
                    .isEqualTo(1)
                    .jsonPath("$.items[0].code")
                    .isEqualTo("SCORE_WRONG_PARTITION")
                    .jsonPath("$.items[0].signed")
                    .isEqualTo(true)
                    .jsonPath("$.items[1].code")
                    .isEqualTo("SCORE_SIGNATURE_INVALID")
                    .jsonPath("$.items[1].signed")
                    .isEqualTo(false)
                    .jsonPath("$.next_cursor")
                    .isNotEmpty();
        }
        ok(get("/api/v1/me/refusals", other, "GAME_SERVER"))
                .jsonPath("$.items")
                .isEmpty()
                .jsonPath("$.counts")
                .isEmpty();
        code(get("/api/v1/me/refusals?cursor=x"), 400, "VALIDATION_FAILED");
    }
}
