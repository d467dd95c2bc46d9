package dev.warfront.war;

import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.Creation;
import dev.warfront.battle.End;
import dev.warfront.battle.Start;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TestLand;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// Two clans of fifteen on a stage of their own, one of which has land, and what leads them through a war.
public abstract class TwoClansAtWar {
    protected final WarStage stage = new WarStage(7);
    protected final ClanId attacker = new ClanId(UUID.randomUUID());
    protected final ClanId defender = new ClanId(UUID.randomUUID());
    protected final TerritoryId target = stage.put(TestLand.owned(defender));
    protected final UUID server = UUID.randomUUID();
    protected List<PlayerId> attackers = List.of();
    protected List<PlayerId> defenders = List.of();

    @BeforeEach
    void clans() {
        attackers = stage.clan(attacker, 15, 100_000);
        defenders = stage.clan(defender, 15, 100_000);
    }

    protected final WarId active() {
        return activeWith(target);
    }

    protected final WarId activeWith(TerritoryId... targets) {
        var war = stage.declared(attackers.getFirst(), attacker, defender, targets);
        stage.nextPhase(war);
        stage.nextPhase(war);
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ACTIVE);
        return war;
    }

    protected final BattleId created(WarId war, TerritoryId land) {
        return ((Creation.Accepted) await(stage.createBattle.create(attackers.get(2), war, land)))
                .battle()
                .site()
                .id();
    }

    protected final BattleId begun(WarId war, TerritoryId land) {
        var battle = created(war, land);
        assertThat(await(stage.startBattle.start(server, battle))).isInstanceOf(Start.Accepted.class);
        return battle;
    }

    /// The side that does not hold it takes it.
    protected final void capture(WarId war, TerritoryId land) {
        var battle = begun(war, land);
        var side = stage.battles.battle(battle).holder().opponent();
        assertThat(await(stage.endBattle.end(server, battle, new BattleResult(side, BattleEndReason.DECISIVE))))
                .isInstanceOfSatisfying(
                        End.Accepted.class, end -> assertThat(end.captured()).isTrue());
    }

    protected final void end(WarId war) {
        stage.nextPhase(war);
        stage.clock.advance(Duration.ofSeconds(60));
        stage.fireDue();
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDED);
    }
}
