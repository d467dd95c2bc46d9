package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Clans;
import dev.warfront.guild.Rank;
import dev.warfront.guild.WarLocks;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.postgres.GuardedConnections;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.Rosters;
import dev.warfront.war.TestWars;
import dev.warfront.war.postgres.WarWorld;
import io.r2dbc.spi.ConnectionFactories;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.publisher.Sinks;

/// Wars as a client of HTTP sees them.
class WarHttpTest {
    private static final String WARS = "/api/v1/clan-wars";

    private final WarWorld world = new WarWorld();
    private final HttpServer server = HttpServer.of(world.controllers());
    private final WebTestClient client = server.client();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());
    private List<PlayerId> attackers = List.of();
    private List<PlayerId> defenders = List.of();

    @BeforeEach
    void clans() {
        attackers = world.clan(attacker);
        defenders = world.clan(defender);
    }

    @AfterEach
    void close() {
        server.close();
        world.close();
    }

    @Test
    void aDeclaredWarIsShownEverywhere() {
        var land = world.land(defender);

        var id = declared(land);

        get("/" + id)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"1\"")
                .expectBody()
                .jsonPath("$.id")
                .isEqualTo(id)
                .jsonPath("$.status")
                .isEqualTo("DECLARED")
                .jsonPath("$.territories[0]")
                .isEqualTo(land.value().toString())
                .jsonPath("$.declaration_cost")
                .isEqualTo(10_000)
                .jsonPath("$.outcome")
                .isEqualTo("NONE")
                .jsonPath("$.phase_deadline_at")
                .isEqualTo("2026-12-01T11:00:00.000Z");
        get("?clan_id=" + attacker.value())
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        get("?clan_id=" + attacker.value() + "&status=ENDED")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get("/" + id + "/phase").expectBody().jsonPath("$.phase_epoch").isEqualTo(1);
        get("/" + id + "/scores")
                .expectBody()
                .jsonPath("$.attacker.points")
                .isEqualTo(0)
                .jsonPath("$.final")
                .isEqualTo(false);
        get("/" + id + "/stats").expectBody().jsonPath("$.accepted").isEqualTo(0);
        get("/" + id + "/participants")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get("/" + id + "/battles").expectBody().jsonPath("$.items.length()").isEqualTo(0);
        get("/" + id + "/territories")
                .expectBody()
                .jsonPath("$.items[0].holder_side")
                .isEqualTo("DEFENDER");
        get("/" + id + "/events")
                .expectBody()
                .jsonPath("$.items[0].event_type")
                .isEqualTo("war.declared")
                .jsonPath("$.items[0].payload.attacker_clan_id")
                .isEqualTo(attacker.value().toString())
                .jsonPath("$.next_after_seq")
                .isEqualTo(1);
        get("/" + id + "/winner")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_NOT_DECIDED");
    }

    @Test
    void theSameKeyGivesTheSameWarAndOneCharge() {
        var land = world.land(defender);
        var body = declaration(land);
        var key = UUID.randomUUID().toString();

        var first = post("", attackers.getFirst(), key, body).expectStatus().isCreated();
        var second = post("", attackers.getFirst(), key, body).expectStatus().isCreated();

        assertThat(bytes(second)).isEqualTo(bytes(first));
        assertThat(treasury(attacker)).isEqualTo(90_000);
    }

    @Test
    void aRefusedDeclarationNamesEveryReasonAndChangesNothing() {
        var poor = new ClanId(UUID.randomUUID());
        var few = world.clan(poor, 3, 1, 5);

        post(
                        "",
                        few.getFirst(),
                        key(),
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

        post(
                        "",
                        defenders.getFirst(),
                        key(),
                        Map.of(
                                "attacker_clan_id",
                                defender.value(),
                                "defender_clan_id",
                                attacker.value(),
                                "war_type",
                                "RANKING"))
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

        expectCode(post("", defenders.getFirst(), key(), body), 403, "WAR_NOT_CLAN_MEMBER");
        expectCode(post("", attackers.get(3), key(), body), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(
                post(
                        "",
                        attackers.getFirst(),
                        key(),
                        Map.of(
                                "attacker_clan_id",
                                attacker.value(),
                                "defender_clan_id",
                                UUID.randomUUID(),
                                "war_type",
                                "RANKING")),
                404,
                "CLAN_NOT_FOUND");
        expectCode(
                post("", attackers.getFirst(), key(), Map.of("attacker_clan_id", "nonsense")),
                400,
                "VALIDATION_FAILED");
        expectCode(
                client.post()
                        .uri(WARS)
                        .header(HttpServer.CALLER, attackers.getFirst().value() + " PLAYER")
                        .bodyValue(body)
                        .exchange(),
                400,
                "IDEMPOTENCY_KEY_REQUIRED");
        expectCode(client.post().uri(WARS).bodyValue(body).exchange(), 401, "UNAUTHENTICATED");
        assertThat(treasury(attacker)).isEqualTo(100_000);
    }

    /// Attempts count, also those that the rules refuse; a stranger's do not.
    @Test
    void theEleventhDeclarationWithinAnHourIsTooMany() {
        var body = declaration(new TerritoryId(UUID.randomUUID()));
        for (var i = 0; i < 3; i++) {
            expectCode(post("", attackers.get(3), key(), body), 403, "WAR_INSUFFICIENT_RANK");
        }
        for (var i = 0; i < 10; i++) {
            expectCode(post("", attackers.getFirst(), key(), body), 404, "WAR_TERRITORY_NOT_FOUND");
        }

        post("", attackers.get(1), key(), body)
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
    void aClanThatIsTooYoung_orHasJustMadeWar_mayNotDeclare() {
        var land = world.land(defender);

        change("created_at = timestamptz '2026-11-24T10:00:01Z'");
        expectCode(post("", attackers.getFirst(), key(), declaration(land)), 422, "WAR_CLAN_TOO_YOUNG");
        change("created_at = timestamptz '2026-11-24T10:00:00Z',"
                + " declare_cooldown_until = timestamptz '2026-12-02T10:00:00Z'");
        expectCode(post("", attackers.getFirst(), key(), declaration(land)), 409, "WAR_DECLARE_COOLDOWN");
    }

    private void change(String columns) {
        WarWorld.run(world.database()
                .sql("update guilds set " + columns + " where id = :id")
                .bind("id", attacker.value())
                .then());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "EU West", "eu%0a"})
    void aRegionThatCannotBe_isMalformed(String region) {
        expectCode(
                client.get()
                        .uri(URI.create(server.address() + WARS + "?region=" + region.replace(" ", "%20")))
                        .exchange(),
                400,
                "VALIDATION_FAILED");
    }

    @Test
    void landFarFromOnesOwn_isOutOfReach() {
        at(world.land(attacker), 400_000);
        var far = at(world.land(defender), -400_000);

        expectCode(post("", attackers.getFirst(), key(), declaration(far)), 422, "WAR_TERRITORY_UNREACHABLE");
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

        post("", attackers.getFirst(), key(), declaration(land))
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
                        .uri(WARS)
                        .header(HttpServer.CALLER, attackers.getFirst().value() + " PLAYER")
                        .header("Idempotency-Key", key())
                        .bodyValue(declaration(new TerritoryId(UUID.randomUUID())))
                        .exchange(),
                status,
                code);
        assertThat(broken.metrics()
                        .counter("war_declaration_errors", "code", code)
                        .count())
                .isEqualTo(1);
    }

    /// Ten minutes are late enough for a timer to be noticed, fifteen are the limit of the reference.
    @ParameterizedTest
    @CsvSource({"15, 0", "16, 16"})
    void aPhaseThatBeginsUpToFifteenMinutesLate_beganAsPlanned(int minutesLate, int countedMinutes) {
        var war = new WarId(UUID.fromString(declared(world.land(defender))));
        var planned = Objects.requireNonNull(world.view(war).phaseDeadlineAt());
        world.clock.set(planned.plus(Duration.ofMinutes(minutesLate)));
        world.fireDue(war);

        get("/" + war.value() + "/phase")
                .expectBody()
                .jsonPath("$.phase_started_at")
                .isEqualTo(WireJson.text(planned.plus(Duration.ofMinutes(countedMinutes))));
    }

    @Test
    void aMemberWhoJoinsAFullSide_isShownWithoutAPlace_andCannotFight() {
        var rules = new ArrayList<>(TestWars.SECTIONS);
        rules.set(0, TestWars.withSides(15));
        try (var full = WarWorld.under(rules);
                var fullServer = HttpServer.of(full.controllers())) {
            var war = full.declare(attackers.getFirst(), attacker, defender);
            full.nextPhase(war);
            full.nextPhase(war);
            var late = new PlayerId(UUID.randomUUID());
            full.join(attacker, late, Rank.MEMBER, full.clock.instant());
            WarWorld.run(full.transactions()
                    .inTransaction(full.get(WarLocks.class).joined(attacker, late, full.clock.instant())));

            var shown = "$.items[?(@.player_id=='" + late.value() + "')]";
            fullServer
                    .client()
                    .get()
                    .uri(WARS + "/" + war.value() + "/participants?limit=100")
                    .exchange()
                    .expectBody()
                    .jsonPath("$.items.length()")
                    .isEqualTo(31)
                    .jsonPath(shown + ".place")
                    .isEqualTo(false)
                    .jsonPath(shown + ".status")
                    .isEqualTo("ACTIVE")
                    .jsonPath("$.items[?(@.place==true)].length()")
                    .isNotEmpty();
            assertThat(WarWorld.await(full.get(Rosters.class).of(war)).of(late)).isEmpty();
        }
    }

    @Test
    void membersSeeEveryEntryOfTheLog_othersThePublicOnes() {
        var id = declared(world.land(defender));
        WarWorld.run(world.database()
                .sql("""
                        insert into clan_war_events (war_id, seq, at, event_type, public, payload)
                        values (:war, 2, :at, 'war.peace_proposed', false, '{}')""")
                .bind("war", UUID.fromString(id))
                .bind("at", world.clock.instant())
                .then());
        var stranger = world.clan(new ClanId(UUID.randomUUID())).getFirst();

        assertThat(eventsSeenBy(id, null)).containsExactly("war.declared");
        assertThat(eventsSeenBy(id, stranger)).containsExactly("war.declared");
        assertThat(eventsSeenBy(id, new PlayerId(UUID.randomUUID()))).containsExactly("war.declared");
        assertThat(eventsSeenBy(id, attackers.get(9))).containsExactly("war.declared", "war.peace_proposed");
        assertThat(eventsSeenBy(id, defenders.get(9))).containsExactly("war.declared", "war.peace_proposed");
    }

    private List<String> eventsSeenBy(String war, @Nullable PlayerId reader) {
        var request = client.get().uri(WARS + "/" + war + "/events");
        var answer =
                (reader == null ? request : request.header(HttpServer.CALLER, reader.value() + " PLAYER")).exchange();
        var items = WireJson.jsonMapper().readTree(bytes(answer)).path("items");
        return items.valueStream()
                .map(item -> item.path("event_type").asString())
                .toList();
    }

    @Test
    void surrenderIsTheLeadersAlone_andEndsTheWar() {
        var id = declared(world.land(defender));
        var war = new WarId(UUID.fromString(id));
        expectCode(matched("/" + id + "/surrender", defenders.getFirst(), 1), 409, "WAR_INVALID_STATE");
        world.nextPhase(war);
        expectCode(post("/" + id + "/surrender", defenders.getFirst(), key(), null), 428, "IF_MATCH_REQUIRED");
        expectCode(matched("/" + id + "/surrender", defenders.get(1), 2), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(matched("/" + id + "/surrender", new PlayerId(UUID.randomUUID()), 2), 403, "WAR_NOT_LEAD_CLAN");
        expectCode(matched("/" + id + "/surrender", defenders.getFirst(), 1), 412, "WAR_VERSION_CONFLICT");
        expectCode(matched("/" + UUID.randomUUID() + "/surrender", defenders.getFirst(), 1), 404, "WAR_NOT_FOUND");
        matched("/" + id + "/surrender", defenders.getFirst(), 2)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("ETag", "\"3\"")
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ENDING")
                .jsonPath("$.end_reason")
                .isEqualTo("SURRENDER");
    }

    @Test
    void whoDefendsASiege_mayNotSurrender() {
        var fort = world.land(defender, TerritoryType.STRATEGIC, 1);
        var id = declared(fort);
        var war = new WarId(UUID.fromString(id));
        world.nextPhase(war);
        world.nextPhase(war);
        var battle = id(post("/" + id + "/battles", attackers.get(2), key(), Map.of("territory_id", fort.value()))
                .expectStatus()
                .isCreated());
        send("/api/v1/battles/" + battle + "/start", world.gameServer() + " GAME_SERVER", key(), null, null)
                .expectStatus()
                .isOk();

        expectCode(matched("/" + id + "/surrender", defenders.getFirst(), 3), 409, "WAR_SURRENDER_DURING_SIEGE");
    }

    private double declarationErrors(String code) {
        return server.metrics().counter("war_declaration_errors", "code", code).count();
    }

    @Test
    void cancellingNeedsVersionRightAndPhase() {
        var id = declared(world.land(defender));

        expectCode(post("/" + id + "/cancel", attackers.getFirst(), key(), null), 428, "IF_MATCH_REQUIRED");
        expectCode(matched("/" + id + "/cancel", defenders.getFirst(), 1), 403, "WAR_NOT_LEAD_CLAN");
        expectCode(matched("/" + id + "/cancel", attackers.get(4), 1), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(matched("/" + id + "/cancel", attackers.getFirst(), 7), 412, "WAR_VERSION_CONFLICT");
        matched("/" + id + "/cancel", attackers.get(1), 1)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ENDED")
                .jsonPath("$.end_reason")
                .isEqualTo("CANCELLED");
        expectCode(matched("/" + id + "/cancel", attackers.getFirst(), 2), 409, "WAR_INVALID_STATE");
        expectCode(matched("/" + UUID.randomUUID() + "/cancel", attackers.getFirst(), 1), 404, "WAR_NOT_FOUND");
        assertThat(treasury(attacker)).isEqualTo(95_000);
    }

    @Test
    void anUnknownWarIsUnknownToEveryQuery() {
        for (var part : List.of("", "/phase", "/scores", "/winner", "/stats", "/participants", "/battles", "/events")) {
            expectCode(get("/" + UUID.randomUUID() + part), 404, "WAR_NOT_FOUND");
        }
        expectCode(get("?cursor=nonsense"), 400, "VALIDATION_FAILED");
        expectCode(get("?status=LOST"), 400, "VALIDATION_FAILED");
        expectCode(get("/" + UUID.randomUUID() + "/events?after_seq=-1"), 400, "VALIDATION_FAILED");
    }

    @Test
    void listsAreCutIntoPages() {
        var other = new ClanId(UUID.randomUUID());
        world.clan(other);
        var first = declared(world.land(defender));
        world.clock.advance(Duration.ofMinutes(1));
        var second = id(post(
                        "",
                        attackers.getFirst(),
                        key(),
                        Map.of(
                                "attacker_clan_id",
                                attacker.value(),
                                "defender_clan_id",
                                other.value(),
                                "war_type",
                                "RANKING"))
                .expectStatus()
                .isCreated());

        var page = body(get("?limit=1&clan_id=" + attacker.value()));

        assertThat(page).contains(second).doesNotContain(first);
        var cursor = page.replaceAll(".*\"next_cursor\":\"([^\"]+)\".*", "$1");
        assertThat(body(get("?limit=1&clan_id=" + attacker.value() + "&cursor=" + cursor)))
                .contains(first)
                .contains("\"next_cursor\":null");
    }

    private String declared(TerritoryId land) {
        return id(post("", attackers.getFirst(), key(), declaration(land))
                .expectStatus()
                .isCreated());
    }

    private Map<String, Object> declaration(TerritoryId land) {
        return Map.of(
                "attacker_clan_id",
                attacker.value(),
                "defender_clan_id",
                defender.value(),
                "war_type",
                "TERRITORIAL",
                "territories",
                List.of(land.value()));
    }

    private ResponseSpec get(String path) {
        return client.get().uri(WARS + path).exchange();
    }

    private ResponseSpec post(String path, PlayerId by, String key, @Nullable Object body) {
        return send(WARS + path, by.value() + " PLAYER", key, null, body);
    }

    private ResponseSpec matched(String path, PlayerId by, long version) {
        return send(WARS + path, by.value() + " PLAYER", key(), version, null);
    }

    private ResponseSpec send(String uri, String caller, String key, @Nullable Long version, @Nullable Object body) {
        var request = client.post().uri(uri).header(HttpServer.CALLER, caller).header("Idempotency-Key", key);
        if (version != null) {
            request.header("If-Match", "\"" + version + "\"");
        }
        return body == null ? request.exchange() : request.bodyValue(body).exchange();
    }

    private static void expectCode(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String id(ResponseSpec answer) {
        return body(answer).replaceAll("^\\{\"id\":\"([^\"]+)\".*", "$1");
    }

    private static String body(ResponseSpec answer) {
        return new String(bytes(answer), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ResponseSpec answer) {
        return Objects.requireNonNull(answer.expectBody().returnResult().getResponseBody());
    }

    private long treasury(ClanId clan) {
        return WarWorld.await(world.get(Clans.class).find(clan)).treasury();
    }
}
