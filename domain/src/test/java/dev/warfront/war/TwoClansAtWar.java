package dev.warfront.war;

import static dev.warfront.war.WarStage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.TestBattles;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
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
    protected final UUID server = stage.gameServer();
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

    /// Called for by the side that does not hold the land.
    protected final BattleId created(WarId war, TerritoryId land) {
        var assaulting = await(stage.wars.find(war, land)).holderSide() == Side.DEFENDER ? attackers : defenders;
        return done(await(stage.createBattle.create(TestBattles.command(assaulting.get(2), war, land))))
                .terms()
                .id();
    }

    protected final BattleId begun(WarId war, TerritoryId land) {
        var battle = created(war, land);
        done(await(stage.startBattle.start(server, battle)));
        return battle;
    }

    /// The side that does not hold it takes it, as soon as it may.
    protected final void capture(WarId war, TerritoryId land) {
        var lockedUntil = await(stage.wars.find(war, land)).lockedUntil();
        if (lockedUntil != null && lockedUntil.isAfter(stage.clock.instant())) {
            stage.clock.set(lockedUntil);
        }
        var battle = begun(war, land);
        var side = stage.battles.battle(battle).holder().opponent();
        var ended = done(await(stage.endBattle.end(server, battle, new BattleResult(side, BattleEndReason.DECISIVE))));
        assertThat(ended.captured()).isTrue();
    }

    protected static <T> T done(Result<T, ?> result) {
        return switch (result) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }

    protected static Object refusal(Result<?, ?> result) {
        return switch (result) {
            case Result.Done<?, ?>(var value) -> throw new AssertionError("done: " + value);
            case Result.Refused<?, ?>(var refusal) -> refusal;
        };
    }

    protected final void end(WarId war) {
        stage.nextPhase(war);
        stage.clock.advance(Duration.ofSeconds(60));
        stage.fireDue();
        assertThat(stage.wars.war(war).status()).isEqualTo(WarStatus.ENDED);
    }

    protected static List<DeclarationCode> refusals(Result<War.Declared, WarRefusal> declaration) {
        return violations(declaration).stream().map(DeclarationViolation::code).toList();
    }

    protected static List<DeclarationViolation> violations(Result<War.Declared, WarRefusal> declaration) {
        return ((WarRefusal.Violations) refusal(declaration)).found();
    }
}
