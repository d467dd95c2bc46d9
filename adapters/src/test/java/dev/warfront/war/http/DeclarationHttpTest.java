package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Clans;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.GuardedConnections;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.war.TestWars;
import dev.warfront.war.postgres.WarWorld;
import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Sinks;

/// Declaring war as a client of HTTP sees it: accepted, refused, limited, and while the database is away.
class DeclarationHttpTest extends WarsOverHttp {
    @Test
    void theSameKeyGivesTheSameWarAndOneCharge() {
        var land = world.land(defender);
        var body = declaration(land);
        var key = UUID.randomUUID().toString();

        var first = send(WARS, attackers.getFirst().value() + " PLAYER", key, null, body)
                .expectStatus()
                .isCreated();
        var second = send(WARS, attackers.getFirst().value() + " PLAYER", key, null, body)
                .expectStatus()
                .isCreated();

        assertThat(bytes(second)).isEqualTo(bytes(first));
        assertThat(treasury(attacker)).isEqualTo(90_000);
    }

    @Test
    void aRefusedDeclarationNamesEveryReasonAndChangesNothing() {
        var poor = new ClanId(UUID.randomUUID());
        var few = world.clan(poor, 3, 1, 5);

        post(
                        WARS,
                        few.getFirst(),
                        Map.of(
                                "attacker_clan_id",
                                poor.value(),
                                "defender_clan_id",
                                defender.value(),
                                "war_type",
                                "TERRITORIAL"))
                .expectStatus()
                .isEqualTo(422)
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_ATTACKER_TOO_SMALL")
                .jsonPath("$.violations[*].code")
                .isEqualTo(List.of(
                        "WAR_ATTACKER_TOO_SMALL",
                        "WAR_ATTACKER_LEVEL_TOO_LOW",
                        "WAR_TERRITORY_REQUIRED",
                        "WAR_TREASURY_INSUFFICIENT"))
                .jsonPath("$.cost")
                .isEqualTo(10_000);
        assertThat(declarationErrors("WAR_ATTACKER_TOO_SMALL")).isEqualTo(1);
    }

    @Test
    void aSecondDeclarationOfThePairIsToldOfTheFirst() {
        var id = declared(world.land(defender));

        post(WARS, defenders.getFirst(), declaration(defender, attacker))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_ALREADY_OPEN")
                .jsonPath("$.war_id")
                .isEqualTo(id);
    }

    @Test
    void whoMayNotDeclareIsRefusedAtOnce() {
        var body = declaration(world.land(defender));

        expectCode(post(WARS, defenders.getFirst(), body), 403, "WAR_NOT_CLAN_MEMBER");
        expectCode(post(WARS, attackers.get(3), body), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(
                post(
                        WARS,
                        attackers.getFirst(),
                        Map.of(
                                "attacker_clan_id",
                                attacker.value(),
                                "defender_clan_id",
                                UUID.randomUUID(),
                                "war_type",
                                "RANKING")),
                404,
                "CLAN_NOT_FOUND");
        expectCode(post(WARS, attackers.getFirst(), Map.of("attacker_clan_id", "nonsense")), 400, "VALIDATION_FAILED");
        expectCode(
                client.post()
                        .uri(API + WARS)
                        .header(HttpServer.CALLER, attackers.getFirst().value() + " PLAYER")
                        .bodyValue(body)
                        .exchange(),
                400,
                "IDEMPOTENCY_KEY_REQUIRED");
        expectCode(client.post().uri(API + WARS).bodyValue(body).exchange(), 401, "UNAUTHENTICATED");
        assertThat(treasury(attacker)).isEqualTo(100_000);
    }

    @Test
    void whoIsBannedFromWarsDeclaresNone_untilTheBanIsOver() {
        var leader = attackers.getFirst();
        world.account(leader);
        world.bannedFromWars(leader, Duration.ofDays(1)).block(WarWorld.PATIENCE);
        var body = declaration(world.land(defender));

        post(WARS, leader, body)
                .expectStatus()
                .isForbidden()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_BANNED")
                .jsonPath("$.retry_at")
                .isEqualTo("2026-12-02T10:00:00.000Z");
        assertThat(treasury(attacker)).isEqualTo(100_000);

        world.clock.advance(Duration.ofDays(1));
        post(WARS, leader, body).expectStatus().isCreated();
    }

    /// Attempts count, also those that the rules refuse; a stranger's do not.
    @Test
    void theEleventhDeclarationWithinAnHourIsTooMany() {
        var body = declaration(new TerritoryId(UUID.randomUUID()));
        for (var i = 0; i < 3; i++) {
            expectCode(post(WARS, attackers.get(3), body), 403, "WAR_INSUFFICIENT_RANK");
        }
        for (var i = 0; i < 10; i++) {
            expectCode(post(WARS, attackers.getFirst(), body), 404, "WAR_TERRITORY_NOT_FOUND");
        }

        post(WARS, attackers.get(1), body)
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("RATE_LIMITED")
                .jsonPath("$.retry_at")
                .isNotEmpty();
        assertThat(declarationErrors("RATE_LIMITED")).isEqualTo(1);
        assertThat(declarationErrors("WAR_TERRITORY_NOT_FOUND")).isEqualTo(10);
    }

    @Test
    void givenABodyThatNamesNoClanOfTheCaller_itIsNotCounted() {
        var own = declaration(new TerritoryId(UUID.randomUUID()));
        for (var i = 0; i < 10; i++) {
            expectCode(post(WARS, attackers.getFirst(), declaration(defender, attacker)), 403, "WAR_NOT_CLAN_MEMBER");
            expectCode(post(WARS, attackers.getFirst(), List.of("nonsense")), 400, "VALIDATION_FAILED");
            expectCode(
                    post(WARS, attackers.getFirst(), Map.of("attacker_clan_id", "nonsense")), 400, "VALIDATION_FAILED");
        }

        expectCode(post(WARS, attackers.getFirst(), own), 404, "WAR_TERRITORY_NOT_FOUND");
    }

    @Test
    void aClanThatIsTooYoung_orHasJustMadeWar_mayNotDeclare() {
        var land = world.land(defender);

        change("created_at = timestamptz '2026-11-24T10:00:01Z'");
        expectCode(post(WARS, attackers.getFirst(), declaration(land)), 422, "WAR_CLAN_TOO_YOUNG");
        change("created_at = timestamptz '2026-11-24T10:00:00Z',"
                + " declare_cooldown_until = timestamptz '2026-12-02T10:00:00Z'");
        expectCode(post(WARS, attackers.getFirst(), declaration(land)), 409, "WAR_DECLARE_COOLDOWN");
    }

    private void change(String columns) {
        WarWorld.run(world.database()
                .sql("update guilds set " + columns + " where id = :id")
                .bind("id", attacker.value())
                .then());
    }

    @Test
    void landFarFromOnesOwn_isOutOfReach() {
        at(world.land(attacker), 400_000);
        var far = at(world.land(defender), -400_000);

        expectCode(post(WARS, attackers.getFirst(), declaration(far)), 422, "WAR_TERRITORY_UNREACHABLE");
    }

    private TerritoryId at(TerritoryId land, double x) {
        WarWorld.run(world.database()
                .sql("update territories set location = point(:x, 0) where id = :id")
                .bind("x", x)
                .bind("id", land.value())
                .then());
        return land;
    }

    @Test
    void protectedLandCannotBeNamedUntilThen() {
        var land = world.land(defender);
        var until = world.clock.instant().plus(Duration.ofHours(5));
        WarWorld.run(world.database()
                .sql("update territories set protected_until = :until where id = :id")
                .bind("until", until)
                .bind("id", land.value())
                .then());

        post(WARS, attackers.getFirst(), declaration(land))
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_TERRITORY_PROTECTED")
                .jsonPath("$.retry_at")
                .isEqualTo(WireJson.text(until))
                .jsonPath("$.violations[0].field")
                .isEqualTo("territories");
        world.clock.set(until);
        declared(land);
    }

    @Test
    void whileTheDatabaseIsAway_aDeclarationSaysSo_andIsCounted() {
        var nowhere = ConnectionFactories.get("r2dbc:postgresql://nobody:nothing@127.0.0.1:1/none");
        var guarded = new GuardedConnections(nowhere, KernelOnPostgres.DEADLINE, world.meters);
        try (var away = new WarWorld(DatabaseClient.create(guarded), TestWars.SECTIONS);
                var broken = HttpServer.of(away.controllers())) {
            failsWith(broken, 503, "WAR_DEPENDENCY_UNAVAILABLE");
        }
    }

    @Test
    void whileTheDatabaseDoesNotAnswer_aDeclarationTimesOut_andIsCounted() {
        var locked = Sinks.<Boolean>one();
        var done = Sinks.<Boolean>one();
        var holding = world.transactions()
                .inTransaction(world.get(Clans.class)
                        .lockAll(List.of(attacker, defender))
                        .doOnNext(_ -> locked.tryEmitValue(true))
                        .then(done.asMono()))
                .toFuture();
        WarWorld.await(locked.asMono());
        try (var hurried = HttpServer.hurried(Duration.ofMillis(1_500), world.controllers())) {
            failsWith(hurried, 504, "WAR_TIMEOUT");
        } finally {
            done.tryEmitValue(true);
            holding.join();
        }
    }

    private void failsWith(HttpServer broken, int status, String code) {
        expectCode(
                broken.client()
                        .post()
                        .uri(API + WARS)
                        .header(HttpServer.CALLER, attackers.getFirst().value() + " PLAYER")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .bodyValue(declaration(new TerritoryId(UUID.randomUUID())))
                        .exchange(),
                status,
                code);
        assertThat(broken.metrics()
                        .counter("war_declaration_errors", "code", code)
                        .count())
                .isEqualTo(1);
    }

    private double declarationErrors(String code) {
        return server.metrics().counter("war_declaration_errors", "code", code).count();
    }
}
