package dev.warfront.war;

import static dev.warfront.war.TestWars.NOW;
import static dev.warfront.war.TestWars.points;
import static dev.warfront.war.TestWars.totals;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What stands in the way of a declaration, and what a war begins with.
class WarBeginsTest extends TwoClansAtWar {
    @Test
    void case3_membersMayLeaveAfterTheDeclaration_tenAreEnoughAtTheStart() {
        var few = new ClanId(UUID.randomUUID());
        var players = stage.clan(few, 15, 100_000);
        var war = stage.declared(players.getFirst(), few, defender, target);
        for (var player : players.subList(9, 15)) {
            stage.guild.put(
                    stage.guild.clan(few), new Member(few, player, Rank.MEMBER, NOW, NOW.minusSeconds(1), 0, 1));
        }
        stage.clock.advance(Duration.ofDays(7));

        stage.fireDue();
        stage.nextPhase(war);

        assertThat(stage.wars.war(war)).isInstanceOfSatisfying(War.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(EndReason.FORFEIT);
            assertThat(ended.winner()).isEqualTo(defender);
            assertThat(ended.history().everActive()).isFalse();
        });
        assertThat(stage.scores.marked).isEmpty();
    }

    @Test
    void case4_landOfAThirdClan_isNotTheDefenders() {
        var third = stage.put(TestLand.owned(new ClanId(UUID.randomUUID())));

        assertThat(refusals(stage.declare(attackers.getFirst(), attacker, defender, third)))
                .containsExactly(DeclarationCode.WAR_TERRITORY_NOT_DEFENDERS);
    }

    @Test
    void case5_aSecondWarForTheSameLand_isTooLate() {
        var other = new ClanId(UUID.randomUUID());
        var others = stage.clan(other, 15, 100_000);
        stage.declared(attackers.getFirst(), attacker, defender, target);

        assertThat(refusals(stage.declare(others.getFirst(), other, defender, target)))
                .containsExactly(DeclarationCode.WAR_TERRITORY_LOCKED);
    }

    @Test
    void case6_whoDeclaresBack_isToldOfTheWarThereIs() {
        var war = stage.declared(attackers.getFirst(), attacker, defender, target);

        var back = stage.declare(defenders.getFirst(), /* attacker= */ defender, /* defender= */ attacker);

        assertThat(violations(back).getFirst().openWar()).isEqualTo(war);
    }

    @Test
    void case7_anEmptyTreasuryDeclaresNothing() {
        var poor = new ClanId(UUID.randomUUID());
        var players = stage.clan(poor, 15, 9_999);

        assertThat(refusals(stage.declare(players.getFirst(), poor, defender, target)))
                .containsExactly(DeclarationCode.WAR_TREASURY_INSUFFICIENT);
        assertThat(stage.wars.all()).isEmpty();
        assertThat(stage.land.land(target).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void landThatChangedHands_cannotBeNamedBeforeItsWarIsOver() {
        var war = active();
        capture(war, target);
        stage.scores.totals.put(war, totals(points(300), points(200)));
        var other = new ClanId(UUID.randomUUID());
        var others = stage.clan(other, 15, 100_000);
        stage.nextPhase(war);
        var at = stage.clock.instant();
        WarStage.run(stage.decideWar.fire(WarTimers.settleOutcome(war, at), at));
        WarStage.run(stage.settleWar.fire(WarTimers.settleLand(war, at), at));

        assertThat(stage.land.land(target).owner()).isEqualTo(attacker);
        assertThat(refusals(stage.declare(others.getFirst(), other, attacker, target)))
                .contains(DeclarationCode.WAR_TERRITORY_LOCKED);
        WarStage.run(stage.settleWar.fire(WarTimers.settleEnd(war, at), at));
        assertThat(stage.land.land(target).lockedBy()).isNull();
        assertThat(stage.land.land(target).state()).isEqualTo(TerritoryState.OWNED);
    }

    @Test
    void declaringEndsTheDeclarersOwnImmunity() {
        WarStage.run(stage.records.makeImmune(attacker, NOW.plus(Duration.ofDays(3))));

        stage.declared(attackers.getFirst(), attacker, defender, target);

        assertThat(stage.guild.clan(attacker).immuneUntil()).isNull();
    }
}
