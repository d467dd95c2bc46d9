package dev.warfront.war.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.battle.TestBattles;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.war.FinalTotals;
import dev.warfront.war.Settlements;
import dev.warfront.war.Tally;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarViews;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whole wars over the real PostgreSQL.
class WarOnPostgresTest {
    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void aWarIsFoughtWonAndSettled() {
        var attackers = world.clan(attacker);
        var defenders = world.clan(defender);
        var land = world.land(defender);
        var war = world.declare(attackers.getFirst(), attacker, defender, land);
        world.nextPhase(war);
        world.nextPhase(war);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.ACTIVE);

        var command = TestBattles.command(attackers.get(2), war, land);
        var battle = done(await(world.get(CreateBattle.class).create(command)))
                .terms()
                .id();
        var server = world.gameServer();
        done(await(world.get(StartBattle.class).start(server, battle)));
        var end = done(await(world.get(EndBattle.class)
                .end(server, battle, new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE))));

        assertThat(end.captured()).isTrue();
        assertThat(world.scores.captures)
                .singleElement()
                .satisfies(event -> assertThat(event.points()).isEqualTo(200));
        world.scores.totals.put(
                war,
                new FinalTotals(
                        7,
                        new Tally(500, 30, 0, 0, 0),
                        new Tally(400, 0, 30, 0, 0),
                        Map.of(attacker, new Tally(500, 30, 0, 0, 0)),
                        Map.of(attackers.getFirst(), new Tally(300, 30, 0, 0, 0))));

        world.nextPhase(war);
        assertThat(world.view(war).status()).isEqualTo(WarStatus.ENDING);
        assertThat(world.scores.markers).isEmpty();
        world.clock.advance(Duration.ofSeconds(60));
        world.fireDue(war);
        assertThat(world.scores.markers).containsExactly(war);
        WarWorld.run(
                world.transactions().inTransaction(world.get(Settlements.class).closed(war)));
        assertThat(world.fireDue(war)).isEqualTo(3);

        var ended = world.view(war);
        assertThat(ended.status()).isEqualTo(WarStatus.ENDED);
        assertThat(ended.outcome()).isEqualTo(WarOutcome.ATTACKER_WIN);
        assertThat(ended.winner()).isEqualTo(attacker);
        assertThat(ended.attackerScore()).isEqualTo(500);
        var views = world.get(WarViews.class);
        assertThat(await(views.eventsAfter(war, null, 0, 100)))
                .extracting(event -> event.seq() + " " + event.type())
                .containsExactly(
                        "1 war.declared",
                        "2 war.phase_changed",
                        "3 war.phase_changed",
                        "4 battle.scheduled",
                        "5 battle.started",
                        "6 territory.captured",
                        "7 battle.ended",
                        "8 war.phase_changed",
                        "9 war.phase_changed",
                        "10 war.ended");
        assertThat(defenders).isNotEmpty();
    }

    private static <T> T done(Result<T, ?> result) {
        return switch (result) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }
}
