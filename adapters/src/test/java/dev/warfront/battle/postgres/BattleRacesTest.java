package dev.warfront.battle.postgres;

import static dev.warfront.war.postgres.WarWorld.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.AbortBattle;
import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleRefusal;
import dev.warfront.battle.BattleRefusal.ServerRevoked;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.Battles;
import dev.warfront.battle.CreateBattle;
import dev.warfront.battle.EndBattle;
import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.StartBattle;
import dev.warfront.identity.GameServers;
import dev.warfront.identity.ServerRevocations;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Territories;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.postgres.WarWorld;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What the real database must keep apart: ends at once, revocations at once, timers that fire twice.
class BattleRacesTest {
    private static final BattleResult WON = new BattleResult(Side.ATTACKER, BattleEndReason.DECISIVE);

    private final WarWorld world = new WarWorld();
    private final ClanId attacker = new ClanId(UUID.randomUUID());
    private final ClanId defender = new ClanId(UUID.randomUUID());
    private final UUID server = world.gameServer();
    private List<PlayerId> attackers = List.of();

    @BeforeEach
    void clans() {
        attackers = world.clan(attacker);
        world.clan(defender);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @RepeatedTest(3)
    void givenEndsAtOnce_oneIsTheEnd_andTheLandIsTakenOnce() {
        var land = world.land(defender);
        var battle = started(active(land), land);

        var ends = atOnce(Flux.range(0, 6)
                .map(i -> i % 2 == 0
                        ? world.get(EndBattle.class).end(server, battle, WON)
                        : world.get(AbortBattle.class).abort(battle, 2)));

        assertThat(ends.stream().filter(Result.Done.class::isInstance)).hasSize(1);
        var ended = (Battle.Ended) find(battle);
        assertThat(world.scores.captures).hasSize(ended.captured() ? 1 : 0);
    }

    @RepeatedTest(3)
    void givenAServerThatIsRevokedWhileItStarts_itsBattleEnds_orNeverBegins() {
        var land = world.land(defender);
        var war = active(land);
        var battle = created(war, land, null);

        var outcomes = atOnce(Flux.just(
                world.get(StartBattle.class).start(server, battle).map(result -> result.map(Battle.class::cast)),
                revoke().thenReturn(Result.<Battle, BattleRefusal>refused(new ServerRevoked(server)))));
        world.fireDue(war);

        var begun = outcomes.stream().anyMatch(Result.Done.class::isInstance);
        assertThat(find(battle).status()).isEqualTo(begun ? BattleStatus.ENDED : BattleStatus.CREATED);
    }

    @Test
    void givenARevokedServer_itsBattlesEnd_alsoThoseItHasNotBegun() {
        var lands = List.of(world.land(defender), world.land(defender));
        var war = active(lands.toArray(TerritoryId[]::new));
        var fought = started(war, lands.getFirst());
        var named = created(war, lands.get(1), server);

        world.transactions().inTransaction(revoke()).block(WarWorld.PATIENCE);
        assertThat(world.fireDue(war)).isEqualTo(2);

        assertThat(((Battle.Ended) find(fought)).reason()).isEqualTo(BattleEndReason.ABORTED);
        assertThat(((Battle.Ended) find(named)).reason()).isEqualTo(BattleEndReason.CANCELLED);
        assertThat(await(world.get(StartBattle.class).start(server, created(war, lands.getFirst(), null))))
                .isEqualTo(Result.refused(new ServerRevoked(server)));
    }

    @Test
    void givenASiegeWithoutAnEnd_itsTimerLiftsItOnce() {
        var land = world.land(defender, TerritoryType.STRATEGIC, 2);
        var war = active(land);
        var battle = started(war, land);
        assertThat(state(land)).isEqualTo(TerritoryState.BESIEGED);
        var timer = world.pending(war).stream()
                .filter(one -> one.kind().name().equals("BATTLE_END"))
                .findFirst()
                .orElseThrow();
        assertThat(timer.refId()).isEqualTo(battle.value());

        world.clock.set(timer.fireAt());
        atOnce(Flux.range(0, 4).map(_ -> world.fire(timer).thenReturn(timer)));

        assertThat(((Battle.Ended) find(battle)).reason()).isEqualTo(BattleEndReason.ABORTED);
        assertThat(state(land)).isEqualTo(TerritoryState.CONTESTED);
    }

    @Test
    void givenAWarThatEnds_noTimerOfItsBattlesIsLeft() {
        var land = world.land(defender);
        var war = active(land);
        started(war, land);

        world.nextPhase(war);

        assertThat(world.pending(war)).noneMatch(one -> one.kind().name().startsWith("BATTLE"));
    }

    private Mono<Void> revoke() {
        var servers = world.get(GameServers.class);
        var id = new PlayerId(server);
        var now = world.clock.instant();
        return servers.lock(id)
                .then(servers.revoke(id, now))
                .then(world.get(ServerRevocations.class).revoked(id, now));
    }

    private <T> List<T> atOnce(Flux<Mono<T>> works) {
        return await(works.flatMap(work -> world.transactions().inTransaction(work), 6)
                .collectList());
    }

    private WarId active(TerritoryId... lands) {
        var war = world.declare(attackers.getFirst(), attacker, defender, lands);
        world.nextPhase(war);
        world.nextPhase(war);
        world.clock.advance(Duration.ofMinutes(1));
        return war;
    }

    private BattleId created(WarId war, TerritoryId land, @Nullable UUID named) {
        var command = new CreateBattle.Command(attackers.get(2), war, land, BattleTerms.Host.GAME_SERVER, named);
        return done(await(world.get(CreateBattle.class).create(command))).terms().id();
    }

    private BattleId started(WarId war, TerritoryId land) {
        var battle = created(war, land, null);
        done(await(world.get(StartBattle.class).start(server, battle)));
        return battle;
    }

    private Battle find(BattleId battle) {
        return await(world.get(Battles.class).find(battle));
    }

    private TerritoryState state(TerritoryId land) {
        return await(world.get(Territories.class).find(land)).state();
    }

    private static <T> T done(Result<T, ?> result) {
        return switch (result) {
            case Result.Done<T, ?>(var value) -> value;
            case Result.Refused<T, ?>(var refusal) -> throw new AssertionError(refusal.toString());
        };
    }
}
