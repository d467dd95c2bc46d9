package dev.warfront.battle.http;

import dev.warfront.battle.BattleRules;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.war.TestWars;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// How many battles there may be, and how long they are in the way of others.
class BattleLimitsHttpTest extends BattlesOverHttp {
    @Test
    void aBattleThatItsHostDoesNotEnd_isAborted_andNoLongerInTheWay() {
        var land = world.land(defender);
        var war = active(land);
        var battle = created(war, land);
        start(battle, host).expectStatus().isOk();

        world.clock.advance(Duration.ofMinutes(16));
        world.fireDue(war);

        get("/battles/" + battle).expectBody().jsonPath("$.end_reason").isEqualTo("ABORTED");
        created(war, land);
    }

    @Test
    void capturedLandKeepsItsHolderForAWhile() {
        var land = world.land(defender);
        var war = active(land);
        var first = created(war, land);
        start(first, host).expectStatus().isOk();
        end(first, host, WON).expectStatus().isOk();
        create(war, defenders.get(2), land)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("CAPTURE_SUPERSEDED")
                .jsonPath("$.retry_at")
                .exists();
        world.clock.advance(Duration.ofMinutes(15));
        var back = id(create(war, defenders.get(2), land).expectStatus().isCreated());
        start(back, host).expectStatus().isOk();
        var won = Map.of("winner_side", "DEFENDER", "end_reason", "DECISIVE");

        end(back, host, won)
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("CAPTURE_SUPERSEDED")
                .jsonPath("$.retry_at")
                .exists();
        end(back, host, Map.of("winner_side", "ATTACKER", "end_reason", "TIME_OVER"))
                .expectStatus()
                .isOk();
    }

    @Test
    void threeBattlesOfAWarAreTheMost() {
        var lands = List.of(world.land(defender), world.land(defender), world.land(defender), world.land(defender));
        var war = active(lands.toArray(TerritoryId[]::new));
        var waiting = created(war, lands.get(3));
        lands.subList(0, 3)
                .forEach(land -> start(created(war, land), host).expectStatus().isOk());

        expectCode(start(waiting, host), 409, "BATTLE_LIMIT");
    }

    /// A battle of another war runs already.
    @Test
    void givenAsManyBattlesAsTheWorldBears_noOtherIsCalledFor() {
        var land = world.land(defender);
        start(created(active(land), land), host).expectStatus().isOk();
        var rules = new ArrayList<>(TestWars.SECTIONS);
        rules.replaceAll(rule -> rule instanceof BattleRules battles ? oneInTheWorld(battles) : rule);

        try (var full = WarWorld.under(rules)) {
            var other = new ClanId(UUID.randomUUID());
            var others = full.clan(other);
            var theirs = new ClanId(UUID.randomUUID());
            full.clan(theirs);
            var contested = full.land(theirs);
            var war = full.declare(others.getFirst(), other, theirs, contested);
            full.nextPhase(war);
            full.nextPhase(war);

            create(war, others.get(2), contested)
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody()
                    .jsonPath("$.code")
                    .isEqualTo("BATTLE_CAPACITY_EXCEEDED")
                    .jsonPath("$.limit")
                    .isEqualTo(1);
        }
    }

    private static BattleRules oneInTheWorld(BattleRules rules) {
        return new BattleRules(
                rules.maxPerWar(),
                1,
                rules.resourceLength(),
                rules.strategicLength(),
                rules.capitalLength(),
                rules.resourceRadiusM(),
                rules.siegeRadiusM(),
                rules.resourceMaxPerSide(),
                rules.siegeMaxPerSide(),
                rules.startGrace(),
                rules.hostGrace());
    }
}
