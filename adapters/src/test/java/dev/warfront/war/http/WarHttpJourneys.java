package dev.warfront.war.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.postgres.WarWorld;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Wars as a client of HTTP sees them.
abstract class WarHttpJourneys extends WarsOverHttp {
    WarHttpJourneys(WarWorld world) {
        super(world);
    }

    @Test
    void aDeclaredWarIsShownEverywhere() {
        var land = world.land(defender);

        var id = declared(land);

        get(WARS + "/" + id)
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
        get(WARS + "?clan_id=" + attacker.value())
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        get(WARS + "?clan_id=" + attacker.value() + "&status=ENDED")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get(WARS + "/" + id + "/phase").expectBody().jsonPath("$.phase_epoch").isEqualTo(1);
        get(WARS + "/" + id + "/scores")
                .expectBody()
                .jsonPath("$.attacker.points")
                .isEqualTo(0)
                .jsonPath("$.final")
                .isEqualTo(false);
        get(WARS + "/" + id + "/stats").expectBody().jsonPath("$.accepted").isEqualTo(0);
        get(WARS + "/" + id + "/participants")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get(WARS + "/" + id + "/battles")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        get(WARS + "/" + id + "/territories")
                .expectBody()
                .jsonPath("$.items[0].holder_side")
                .isEqualTo("DEFENDER");
        get(WARS + "/" + id + "/events")
                .expectBody()
                .jsonPath("$.items[0].event_type")
                .isEqualTo("war.declared")
                .jsonPath("$.items[0].payload.attacker_clan_id")
                .isEqualTo(attacker.value().toString())
                .jsonPath("$.next_after_seq")
                .isEqualTo(1);
        get(WARS + "/" + id + "/winner")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("WAR_NOT_DECIDED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "EU West", "nowhere%0a", "atlantis"})
    void aRegionThatTheWorldDoesNotHave_isUnknown(String region) {
        expectCode(
                client.get()
                        .uri(URI.create(server.address() + API + WARS + "?region=" + region.replace(" ", "%20")))
                        .exchange(),
                400,
                "VALIDATION_FAILED");
    }

    @Test
    void warsOfARegionOfTheWorld_areListed() {
        get(WARS + "?region=nowhere").expectStatus().isOk();
    }

    /// Ten minutes are late enough for a timer to be noticed, fifteen are the limit of the reference.
    @ParameterizedTest
    @CsvSource({"15, 0", "16, 16"})
    void aPhaseThatBeginsUpToFifteenMinutesLate_beganAsPlanned(int minutesLate, int countedMinutes) {
        var war = new WarId(UUID.fromString(declared(world.land(defender))));
        var planned = Objects.requireNonNull(world.view(war).phaseDeadlineAt());
        world.clock.set(planned.plus(Duration.ofMinutes(minutesLate)));
        world.fireDue(war);

        get(WARS + "/" + war.value() + "/phase")
                .expectBody()
                .jsonPath("$.phase_started_at")
                .isEqualTo(WireJson.text(planned.plus(Duration.ofMinutes(countedMinutes))));
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
        var request = client.get().uri(API + WARS + "/" + war + "/events");
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
        expectCode(matched(WARS + "/" + id + "/surrender", defenders.getFirst(), 1), 409, "WAR_INVALID_STATE");
        world.nextPhase(war);
        expectCode(post(WARS + "/" + id + "/surrender", defenders.getFirst(), null), 428, "IF_MATCH_REQUIRED");
        expectCode(matched(WARS + "/" + id + "/surrender", defenders.get(1), 2), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(
                matched(WARS + "/" + id + "/surrender", new PlayerId(UUID.randomUUID()), 2), 403, "WAR_NOT_LEAD_CLAN");
        expectCode(matched(WARS + "/" + id + "/surrender", defenders.getFirst(), 1), 412, "WAR_VERSION_CONFLICT");
        expectCode(
                matched(WARS + "/" + UUID.randomUUID() + "/surrender", defenders.getFirst(), 1), 404, "WAR_NOT_FOUND");
        matched(WARS + "/" + id + "/surrender", defenders.getFirst(), 2)
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
        var battle = id(post(WARS + "/" + id + "/battles", attackers.get(2), Map.of("territory_id", fort.value()))
                .expectStatus()
                .isCreated());
        send("/battles/" + battle + "/start", world.gameServer() + " GAME_SERVER", null, null)
                .expectStatus()
                .isOk();

        expectCode(matched(WARS + "/" + id + "/surrender", defenders.getFirst(), 3), 409, "WAR_SURRENDER_DURING_SIEGE");
    }

    @Test
    void cancellingNeedsVersionRightAndPhase() {
        var id = declared(world.land(defender));

        expectCode(post(WARS + "/" + id + "/cancel", attackers.getFirst(), null), 428, "IF_MATCH_REQUIRED");
        expectCode(matched(WARS + "/" + id + "/cancel", defenders.getFirst(), 1), 403, "WAR_NOT_LEAD_CLAN");
        expectCode(matched(WARS + "/" + id + "/cancel", attackers.get(4), 1), 403, "WAR_INSUFFICIENT_RANK");
        expectCode(matched(WARS + "/" + id + "/cancel", attackers.getFirst(), 7), 412, "WAR_VERSION_CONFLICT");
        matched(WARS + "/" + id + "/cancel", attackers.get(1), 1)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.status")
                .isEqualTo("ENDED")
                .jsonPath("$.end_reason")
                .isEqualTo("CANCELLED");
        expectCode(matched(WARS + "/" + id + "/cancel", attackers.getFirst(), 2), 409, "WAR_INVALID_STATE");
        expectCode(matched(WARS + "/" + UUID.randomUUID() + "/cancel", attackers.getFirst(), 1), 404, "WAR_NOT_FOUND");
        assertThat(treasury(attacker)).isEqualTo(95_000);
        get(WARS + "/" + id + "/winner")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("NONE")
                .jsonPath("$.end_reason")
                .isEqualTo("CANCELLED");
    }

    @Test
    void anUnknownWarIsUnknownToEveryQuery() {
        for (var part : List.of("", "/phase", "/scores", "/winner", "/stats", "/participants", "/battles", "/events")) {
            expectCode(get(WARS + "/" + UUID.randomUUID() + part), 404, "WAR_NOT_FOUND");
        }
        expectCode(get(WARS + "?cursor=nonsense"), 400, "VALIDATION_FAILED");
        expectCode(get(WARS + "?status=LOST"), 400, "VALIDATION_FAILED");
        expectCode(get(WARS + "/" + UUID.randomUUID() + "/events?after_seq=-1"), 400, "VALIDATION_FAILED");
    }

    @Test
    void listsAreCutIntoPages() {
        var other = new ClanId(UUID.randomUUID());
        world.clan(other);
        var first = declared(world.land(defender));
        world.clock.advance(Duration.ofMinutes(1));
        var second = id(post(WARS, attackers.getFirst(), declaration(attacker, other))
                .expectStatus()
                .isCreated());

        var page = body(get(WARS + "?limit=1&clan_id=" + attacker.value()));

        assertThat(page).contains(second).doesNotContain(first);
        var cursor = page.replaceAll(".*\"next_cursor\":\"([^\"]+)\".*", "$1");
        assertThat(body(get(WARS + "?limit=1&clan_id=" + attacker.value() + "&cursor=" + cursor)))
                .contains(first)
                .contains("\"next_cursor\":null");
    }
}
