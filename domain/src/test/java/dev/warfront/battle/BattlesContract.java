package dev.warfront.battle;

import static dev.warfront.battle.TestBattles.NOW;
import static dev.warfront.battle.TestBattles.PATIENCE;
import static dev.warfront.battle.TestBattles.anyWar;
import static dev.warfront.battle.TestBattles.created;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What the rules ask of any store of battles.
public interface BattlesContract {
    UUID SERVER = new UUID(11, 12);

    BattlePorts ports();

    private Battles battles() {
        return ports().battles();
    }

    private <T> T done(Mono<T> work) {
        return Objects.requireNonNull(ports().transactions().inTransaction(work).block(PATIENCE));
    }

    private void run(Mono<Void> work) {
        ports().transactions().inTransaction(work).block(PATIENCE);
    }

    private Battle.Created stored(Battle.Created battle) {
        run(battles().add(battle));
        return battle;
    }

    private Battle.Active running(WarId war, TerritoryType land, UUID server) {
        var active = TestBattles.started(stored(created(war, land, NOW, null)), server, NOW.plusSeconds(1));
        run(battles().replace(active));
        return active;
    }

    private Battle.Ended over(Battle.Active battle, Side winner) {
        var ended = TestBattles.won(battle, winner, NOW.plusSeconds(90));
        run(battles().replace(ended));
        return ended;
    }

    @Test
    default void nothingIsFoundWhereThereIsNone() {
        var id = new BattleId(UUID.randomUUID());

        battles().find(id).as(StepVerifier::create).expectComplete().verify(PATIENCE);
        ports().transactions()
                .inTransaction(battles().lock(id))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void nothingIsWrittenBeforeSubscription() {
        var battle = stored(created(anyWar(), TerritoryType.RESOURCE, NOW, null));

        var _ = battles().add(created(anyWar(), TerritoryType.RESOURCE, NOW, null));
        var _ = battles().replace(TestBattles.started(battle, SERVER, NOW));

        assertThat(done(battles().find(battle.terms().id()))).isEqualTo(battle);
    }

    @Test
    default void everyStateIsFoundAsItWasStored() {
        var war = anyWar();
        var named = stored(created(war, TerritoryType.CAPITAL, NOW, SERVER));
        var active = running(war, TerritoryType.STRATEGIC, SERVER);
        var won = over(running(war, TerritoryType.RESOURCE, SERVER), Side.ATTACKER);
        var aborted = TestBattles.aborted(running(war, TerritoryType.RESOURCE, SERVER), NOW.plusSeconds(5));
        var cancelled =
                TestBattles.aborted(stored(created(war, TerritoryType.RESOURCE, NOW, null)), NOW.plusSeconds(5));
        run(battles().replace(aborted).then(battles().replace(cancelled)));

        for (var battle : List.of(named, active, won, aborted, cancelled)) {
            assertThat(done(battles().find(battle.terms().id()))).isEqualTo(battle);
            assertThat(done(battles().lock(battle.terms().id()))).isEqualTo(battle);
        }
        assertThat(won.captured()).isTrue();
    }

    @Test
    default void aStaleWriteChangesNothing() {
        var battle = stored(created(anyWar(), TerritoryType.RESOURCE, NOW, null));
        var active = TestBattles.started(battle, SERVER, NOW);
        run(battles().replace(active));

        ports().transactions()
                .inTransaction(battles().replace(TestBattles.aborted(battle, NOW)))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);

        assertThat(done(battles().find(battle.terms().id()))).isEqualTo(active);
    }

    @Test
    default void openBattlesOfAWarAreLockedById() {
        var war = anyWar();
        var waiting = stored(created(war, TerritoryType.RESOURCE, NOW, null));
        var active = running(war, TerritoryType.RESOURCE, SERVER);
        over(running(war, TerritoryType.RESOURCE, SERVER), Side.DEFENDER);
        stored(created(anyWar(), TerritoryType.RESOURCE, NOW, null));

        assertThat(done(battles().lockOpenOf(war))).containsExactlyElementsOf(byId(waiting, active));
        assertThat(done(battles().lockOpenOf(anyWar()))).isEmpty();
    }

    @Test
    default void openBattlesOfAServerAreFound_alsoThoseItHasNotBegun() {
        var server = UUID.randomUUID();
        var named = stored(created(anyWar(), TerritoryType.RESOURCE, NOW, server));
        var active = running(anyWar(), TerritoryType.CAPITAL, server);
        over(running(anyWar(), TerritoryType.RESOURCE, server), Side.DEFENDER);
        running(anyWar(), TerritoryType.RESOURCE, UUID.randomUUID());

        assertThat(done(battles().openOf(server))).containsExactlyElementsOf(byId(named, active));
    }

    private static List<Battle> byId(Battle... battles) {
        return Stream.of(battles)
                .sorted(Comparator.comparing(
                        battle -> battle.terms().id().value().toString()))
                .toList();
    }

    @Test
    default void aLandIsBusyUntilItsBattleIsOver() {
        var battle = running(anyWar(), TerritoryType.RESOURCE, SERVER);
        var land = battle.terms().territory();

        assertThat(done(battles().anyOpenOn(land))).isTrue();
        over(battle, Side.DEFENDER);
        assertThat(done(battles().anyOpenOn(land))).isFalse();
    }

    @Test
    default void onlyRunningBattlesCount() {
        var war = anyWar();
        stored(created(war, TerritoryType.RESOURCE, NOW, null));
        over(running(war, TerritoryType.RESOURCE, SERVER), Side.DEFENDER);
        running(war, TerritoryType.RESOURCE, SERVER);
        running(war, TerritoryType.RESOURCE, SERVER);

        var load = done(battles().loadOf(war));

        assertThat(load.war()).isEqualTo(2);
        assertThat(load.world()).isGreaterThanOrEqualTo(2);
    }

    @Test
    default void theHolderDefendsARunningSiege_andItsWinnerIsCounted() {
        var war = anyWar();
        running(war, TerritoryType.RESOURCE, SERVER);
        assertThat(done(battles().defendsSiege(war, Side.DEFENDER))).isFalse();
        var siege = running(war, TerritoryType.STRATEGIC, SERVER);

        assertThat(done(battles().defendsSiege(war, Side.DEFENDER))).isTrue();
        assertThat(done(battles().defendsSiege(war, Side.ATTACKER))).isFalse();
        over(siege, Side.ATTACKER);
        over(running(war, TerritoryType.CAPITAL, SERVER), Side.ATTACKER);
        over(running(war, TerritoryType.RESOURCE, SERVER), Side.DEFENDER);

        assertThat(done(battles().defendsSiege(war, Side.DEFENDER))).isFalse();
        assertThat(done(battles().siegesWon(war))).isEqualTo(Map.of(Side.ATTACKER, 2));
        assertThat(done(battles().siegesWon(anyWar()))).isEmpty();
    }

    /// Those who judge score events see what a lock would see.
    @Test
    default void judgesSeeBattlesAsTheyAre() {
        var war = anyWar();
        var waiting = stored(created(war, TerritoryType.RESOURCE, NOW, null));
        var ended = over(running(war, TerritoryType.RESOURCE, SERVER), Side.ATTACKER);
        var ids = List.of(waiting.terms().id(), ended.terms().id(), new BattleId(UUID.randomUUID()));
        var expected = Map.of(
                waiting.terms().id(),
                new ScoredBattle(
                        waiting.terms().id(), war, waiting.terms().territory(), BattleStatus.CREATED, null, null),
                ended.terms().id(),
                new ScoredBattle(
                        ended.terms().id(),
                        war,
                        ended.terms().territory(),
                        BattleStatus.ENDED,
                        ended.startedAt(),
                        ended.endedAt()));

        assertThat(done(ports().scored().find(ids))).isEqualTo(expected);
        assertThat(done(ports().scored().lockShared(ids))).isEqualTo(expected);
        assertThat(done(ports().scored().find(List.of()))).isEmpty();
    }

    @Test
    default void manyAreCreatedAtOnce() {
        var war = anyWar();
        var all = Stream.generate(() -> created(war, TerritoryType.RESOURCE, NOW, null))
                .limit(8)
                .toList();

        Flux.fromIterable(all)
                .flatMap(
                        battle -> ports().transactions().inTransaction(battles().add(battle)), 4)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);

        assertThat(done(battles().lockOpenOf(war))).hasSize(8);
    }
}
