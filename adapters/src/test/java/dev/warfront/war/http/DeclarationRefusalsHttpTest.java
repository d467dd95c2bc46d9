package dev.warfront.war.http;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.war.TestWars;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each thing that speaks against a declaration, alone, as its first reason. Source: docs/rules/war.md, declaring.
class DeclarationRefusalsHttpTest extends WarsOverHttp {
    @Test
    void givenTheClanItself_itIsNoTarget() {
        refused(declaration(attacker, attacker), 422, "WAR_SELF_TARGET");
    }

    @Test
    void givenAClanOfAnotherRegion_itIsOutOfReach() {
        change(defender, "region = 'us'");

        refused(declaration(attacker, defender), 422, "WAR_REGION_MISMATCH");
    }

    @Test
    void givenAClanOfFourteen_itIsTooSmall() {
        refused(declaration(attacker, clan(14, 5, 100_000)), 422, "WAR_DEFENDER_TOO_SMALL");
    }

    @Test
    void givenALevelBelowThree_itIsTooLow() {
        refused(declaration(attacker, clan(15, 2, 100_000)), 422, "WAR_DEFENDER_LEVEL_TOO_LOW");
        change(attacker, "level = 2");
        refused(declaration(attacker, defender), 422, "WAR_ATTACKER_LEVEL_TOO_LOW");
    }

    @Test
    void givenTwentyOneLevelsBetweenThem_theGapIsTooLarge() {
        change(attacker, "level = 26");
        refused(declaration(attacker, defender), 422, "WAR_POWER_GAP_TOO_LARGE");
    }

    @Test
    void givenTwoWarsOfTheAttackers_aThirdIsTooMany() {
        for (var i = 0; i < 2; i++) {
            accepted(declaration(attacker, clan(15, 5, 100_000)));
        }

        refused(declaration(attacker, defender), 409, "WAR_ATTACKER_LIMIT");
    }

    @Test
    void givenThreeWarsAgainstTheDefender_aFourthIsTooMany() {
        for (var i = 0; i < 3; i++) {
            var other = new ClanId(UUID.randomUUID());
            world.declare(world.clan(other).getFirst(), other, defender);
        }

        refused(declaration(attacker, defender), 409, "WAR_DEFENDER_LIMIT");
    }

    @Test
    void givenAWarOfTheTwoThatHasJustEnded_theyRest() {
        var war = accepted(declaration(attacker, defender));
        matched(WARS + "/" + war + "/cancel", attackers.getFirst(), 1)
                .expectStatus()
                .isOk();
        world.clock.advance(Duration.ofDays(2));
        change(attacker, "declare_cooldown_until = null");

        refused(declaration(attacker, defender), 409, "WAR_PAIR_COOLDOWN");
    }

    @Test
    void givenADefenderThatIsImmune_itIsLeftInPeace() {
        change(defender, "immune_until = timestamptz '2026-12-02T10:00:00Z'");

        refused(declaration(attacker, defender), 409, "WAR_TARGET_IMMUNE");
    }

    @Test
    void givenATerritorialWar_itIsForOneToFiveTerritories_ofTheDefender_notFoughtForAlready() {
        refused(on(), 422, "WAR_TERRITORY_REQUIRED");
        refused(
                on(Stream.generate(() -> world.land(defender)).limit(6).toArray(TerritoryId[]::new)),
                422,
                "WAR_TERRITORY_LIMIT");
        refused(on(world.land(new ClanId(UUID.randomUUID()))), 422, "WAR_TERRITORY_NOT_DEFENDERS");

        var other = new ClanId(UUID.randomUUID());
        var named = world.land(defender);
        world.declare(world.clan(other).getFirst(), other, defender, named);
        refused(on(named), 409, "WAR_TERRITORY_LOCKED");
    }

    @Test
    void givenATreasuryOfOneCreditTooFew_itCannotPay() {
        change(attacker, "treasury = 9999");

        refused(declaration(attacker, defender), 422, "WAR_TREASURY_INSUFFICIENT");
    }

    @Test
    void givenAsManyWarsAsTheWorldBears_theNextIsRefusedWholly() {
        accepted(declaration(attacker, defender));
        var other = new ClanId(UUID.randomUUID());
        var leader = world.clan(other).getFirst();
        var rules = new ArrayList<>(TestWars.SECTIONS);
        rules.set(0, TestWars.withWars(1));

        try (var full = WarWorld.under(rules);
                var fullServer = HttpServer.of(full.controllers())) {
            expectCode(
                    fullServer
                            .client()
                            .post()
                            .uri(API + WARS)
                            .header(HttpServer.CALLER, leader.value() + " PLAYER")
                            .header("Idempotency-Key", UUID.randomUUID().toString())
                            .bodyValue(declaration(other, defender))
                            .exchange(),
                    503,
                    "WAR_CAPACITY_EXCEEDED");
        }
    }

    private ClanId clan(int members, int level, long treasury) {
        var id = new ClanId(UUID.randomUUID());
        world.clan(id, members, level, treasury);
        return id;
    }

    private void change(ClanId clan, String columns) {
        WarWorld.run(world.database()
                .sql("update guilds set " + columns + " where id = :id")
                .bind("id", clan.value())
                .then());
    }

    private Map<String, Object> on(TerritoryId... lands) {
        var body = new HashMap<>(declaration(attacker, defender));
        body.put("war_type", "TERRITORIAL");
        body.put("territories", Stream.of(lands).map(TerritoryId::value).toList());
        return body;
    }

    private String accepted(Map<String, Object> declaration) {
        return id(post(WARS, attackers.getFirst(), declaration).expectStatus().isCreated());
    }

    private void refused(Map<String, Object> declaration, int status, String code) {
        expectCode(post(WARS, attackers.getFirst(), declaration), status, code);
    }
}
