package dev.warfront.battle.postgres;

import static dev.warfront.identity.TestIdentity.ADMIN;
import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.AbortBattle;
import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.Battles;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.StartBattle;
import dev.warfront.identity.GameServer;
import dev.warfront.identity.IdentityRefusal;
import dev.warfront.identity.IdentityRefusal.UnknownGameServer;
import dev.warfront.identity.RevokeGameServer;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.ContestedLands;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Battles whose host is revoked, gone, or never comes, over the real PostgreSQL: each ends once, is counted once, and
/// leaves its land to the holder and to the next battle.
class BattleHostsTest extends BattlesOnPostgres {
    private final PlayerId host = new PlayerId(server);

    @Test
    void givenAServerThatIsRevokedDuringItsBattles_allOfThemEnd_alsoThoseItHasNotBegun() {
        var siege = world.land(defender, TerritoryType.STRATEGIC, 2);
        var raid = world.land(defender);
        var later = world.land(defender);
        var war = active(siege, raid, later);
        var besieged = started(war, siege);
        var fought = started(war, raid);
        var named = created(war, later, server);
        assertThat(state(siege)).isEqualTo(TerritoryState.BESIEGED);

        assertThat(done(await(revoke())).revoked()).isTrue();
        assertThat(world.fireDue(war)).isEqualTo(3);

        assertEnded(besieged, BattleEndReason.ABORTED);
        assertEnded(fought, BattleEndReason.ABORTED);
        assertEnded(named, BattleEndReason.CANCELLED);
        assertCounted(2, 1);
        assertHeldAndFree(war, siege, raid, later);
        assertThat(await(world.get(StartBattle.class).start(server, created(war, raid, null))))
                .isEqualTo(Result.refused(new ServerRevoked(server)));
    }

    @RepeatedTest(3)
    void givenAServerThatIsRevokedWhileItStarts_itsBattleEnds_orNeverBegins() {
        var land = world.land(defender);
        var war = active(land);
        var battle = created(war, land, null);

        atOnce(Flux.just(
                world.get(StartBattle.class).start(server, battle).map(Result::toString),
                revoke().map(Result::toString)));
        world.fireDue(war);

        var begun = find(battle).server() != null;
        assertThat(find(battle).status()).isEqualTo(begun ? BattleStatus.ENDED : BattleStatus.CREATED);
        assertCounted(begun ? 1 : 0, 0);
    }

    @RepeatedTest(3)
    void givenTwoRevocationsAtOnce_oneIsDone_andItsBattlesEndOnce() {
        var land = world.land(defender, TerritoryType.STRATEGIC, 2);
        var war = active(land);
        var battle = started(war, land);

        var results = atOnce(Flux.just(revoke(), revoke()));
        world.fireDue(war);

        assertThat(results.stream().filter(Result.Done.class::isInstance)).hasSize(1);
        assertThat(results).contains(Result.refused(new UnknownGameServer(host)));
        assertThat(published("game_server.revoked", server)).isOne();
        assertThat(published("battle.ended", battle.value())).isOne();
        assertEnded(battle, BattleEndReason.ABORTED);
        assertCounted(1, 0);
        assertHeldAndFree(war, land);
    }

    @RepeatedTest(3)
    void givenAServerThatIsRevokedWhileItWins_theLandIsTaken_orTheBattleAborted() {
        var land = world.land(defender);
        var war = active(land);
        var battle = started(war, land);

        atOnce(Flux.just(
                world.get(EndBattle.class).end(server, battle, WON).map(Result::toString),
                revoke().map(Result::toString)));
        world.fireDue(war);

        var captured = ((Battle.Ended) find(battle)).captured();
        assertThat(published("battle.ended", battle.value())).isOne();
        assertThat(world.scores.captures).hasSize(captured ? 1 : 0);
        assertThat(holderOf(war, land)).isEqualTo(captured ? Side.ATTACKER : Side.DEFENDER);
        assertCounted(captured ? 0 : 1, 0);
    }

    @Test
    void givenAHostThatIsGone_itsBattleEndsOnceTheGraceIsOver_andNotBefore() {
        var land = world.land(defender, TerritoryType.STRATEGIC, 2);
        var war = active(land);
        var battle = started(war, land);
        var over = timer(war, "BATTLE_END").fireAt();

        world.clock.set(over.minusMillis(1));
        world.fireDue(war);
        assertThat(find(battle).status()).isEqualTo(BattleStatus.ACTIVE);
        assertThat(state(land)).isEqualTo(TerritoryState.BESIEGED);
        world.clock.set(over);
        world.fireDue(war);

        assertEnded(battle, BattleEndReason.ABORTED);
        assertCounted(1, 0);
        assertHeldAndFree(war, land);
    }

    @Test
    void givenAHostThatNeverComes_itsBattleIsCancelledOnceTheGraceIsOver() {
        var land = world.land(defender);
        var war = active(land);
        var battle = created(war, land, server);

        world.clock.set(timer(war, "BATTLE_START").fireAt());
        world.fireDue(war);

        assertEnded(battle, BattleEndReason.CANCELLED);
        assertCounted(0, 1);
        assertHeldAndFree(war, land);
    }

    @Test
    void givenAHostThatIsGone_anAdministratorNeedsNotWait() {
        var lands = List.of(world.land(defender, TerritoryType.STRATEGIC, 2), world.land(defender));
        var war = active(lands.toArray(TerritoryId[]::new));
        var fought = started(war, lands.getFirst());
        var waiting = created(war, lands.get(1), server);

        done(await(world.get(AbortBattle.class).abort(ADMIN, fought, 2)));
        done(await(world.get(AbortBattle.class).abort(ADMIN, waiting, 1)));

        assertEnded(fought, BattleEndReason.ABORTED);
        assertEnded(waiting, BattleEndReason.CANCELLED);
        assertCounted(1, 1);
        assertHeldAndFree(war, lands.toArray(TerritoryId[]::new));
    }

    @RepeatedTest(3)
    void givenRevocationGraceAndAdministratorAtOnce_theBattleEndsOnce() {
        var land = world.land(defender, TerritoryType.STRATEGIC, 2);
        var war = active(land);
        var battle = started(war, land);
        var grace = timer(war, "BATTLE_END");
        world.clock.set(grace.fireAt());

        atOnce(Flux.just(
                revoke().map(Result::toString),
                world.fire(grace).thenReturn("fired"),
                world.get(AbortBattle.class).abort(ADMIN, battle, 2).map(Result::toString)));
        world.fireDue(war);

        assertEnded(battle, BattleEndReason.ABORTED);
        assertThat(published("battle.ended", battle.value())).isOne();
        assertCounted(1, 0);
        assertHeldAndFree(war, land);
    }

    private Mono<Result<GameServer, IdentityRefusal>> revoke() {
        return world.get(RevokeGameServer.class).revoke(ADMIN, host, 1);
    }

    private void assertEnded(BattleId battle, BattleEndReason reason) {
        assertThat(find(battle)).isInstanceOfSatisfying(Battle.Ended.class, ended -> {
            assertThat(ended.reason()).isEqualTo(reason);
            assertThat(ended.winner()).isNull();
            assertThat(ended.captured()).isFalse();
        });
    }

    private void assertCounted(int aborted, int cancelled) {
        assertThat(ended(BattleEndReason.ABORTED)).isEqualTo(aborted);
        assertThat(ended(BattleEndReason.CANCELLED)).isEqualTo(cancelled);
    }

    private double ended(BattleEndReason reason) {
        return world.meters.find("war_battles").tag("end_reason", reason.name()).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private void assertHeldAndFree(WarId war, TerritoryId... lands) {
        var battles = world.get(Battles.class);
        assertThat(await(battles.loadOf(war)).war()).isZero();
        assertThat(List.of(lands)).allSatisfy(land -> {
            assertThat(await(battles.anyOpenOn(land))).isFalse();
            assertThat(state(land)).isEqualTo(TerritoryState.CONTESTED);
            assertThat(holderOf(war, land)).isEqualTo(Side.DEFENDER);
        });
    }

    private Side holderOf(WarId war, TerritoryId land) {
        return await(world.get(ContestedLands.class).find(war, land)).holderSide();
    }

    private long published(String type, Object aggregate) {
        return await(world.database()
                .sql("select count(*) from outbox_events where event_type = :type and aggregate_id = :id")
                .bind("type", type)
                .bind("id", aggregate)
                .mapValue(Long.class)
                .one());
    }
}
