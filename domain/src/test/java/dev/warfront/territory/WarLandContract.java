package dev.warfront.territory;

import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.RULES;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyWar;
import static dev.warfront.territory.TestLand.developed;
import static dev.warfront.territory.TestLand.land;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.MutableClock;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What wars do to land, over any store.
public interface WarLandContract {
    Duration PROTECTION = Duration.ofDays(3);
    Location HERE = new Location(0, 0, 0);

    LandPorts ports();

    private WarLand door() {
        return new LandAtWar(ports().territories(), ports().store(), ports().outbox(), RULES, new MutableClock(NOW));
    }

    private <T> T done(Mono<T> work) {
        var answers = new ArrayList<T>();
        ports().transactions()
                .inTransaction(work)
                .as(StepVerifier::create)
                .consumeNextWith(answers::add)
                .expectComplete()
                .verify(PATIENCE);
        return answers.getFirst();
    }

    private void run(Mono<Void> work) {
        ports().transactions()
                .inTransaction(work)
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    private List<TerritoryId> stored(Territory... lands) {
        run(Flux.just(lands).concatMap(land -> ports().put(land)).then());
        return Stream.of(lands).map(Territory::id).toList();
    }

    private Territory now(TerritoryId id) {
        return done(ports().territories().find(id));
    }

    private List<TerritoryId> locked(WarId war, Territory... lands) {
        var ids = stored(lands);
        run(door().reserve(war, ids));
        return ids;
    }

    @Test
    default void givenOwnedLand_aWarLocksIt_andLockingTwiceIsLockingOnce() {
        var war = anyWar();
        var id = locked(war, owned(anyClan())).getFirst();

        run(door().reserve(war, List.of(id)));
        assertThat(now(id).state()).isEqualTo(TerritoryState.LOCKED);
        assertThat(now(id).lockedBy()).isEqualTo(war);
        assertThat(now(id).version()).isEqualTo(2);
        assertThat(done(ports().eventTypes(id))).containsExactly("territory.contested");
    }

    @Test
    default void givenLandOfAnotherWar_orNobodys_nothingIsLocked() {
        var taken = locked(anyWar(), owned(anyClan())).getFirst();
        var free = stored(owned(anyClan())).getFirst();
        var nobodys = stored(neutral()).getFirst();

        for (var other : List.of(taken, nobodys)) {
            ports().transactions()
                    .inTransaction(door().reserve(anyWar(), List.of(free, other)))
                    .as(StepVerifier::create)
                    .expectError(StaleWrite.class)
                    .verify(PATIENCE);
        }
        assertThat(now(free).lockedBy()).isNull();
    }

    @Test
    default void givenAnActiveWar_itsLandIsContested_andReleasedAfterwards() {
        var war = anyWar();
        var id = locked(war, owned(anyClan())).getFirst();

        run(door().contest(war, NOW).then(door().contest(war, NOW)));
        assertThat(now(id).state()).isEqualTo(TerritoryState.CONTESTED);
        run(door().release(war, NOW).then(door().release(war, NOW)));
        assertThat(now(id).state()).isEqualTo(TerritoryState.OWNED);
        assertThat(now(id).lockedBy()).isNull();
        assertThat(now(id).version()).isEqualTo(4);
    }

    @Test
    default void givenALostWar_theLandPassesInRuins() {
        var war = anyWar();
        var loser = anyClan();
        var winner = anyClan();
        var castle = developed(TerritoryType.CAPITAL, HERE, loser, 10, new Improvements(5, 5, 3, 1));
        var id = locked(war, castle).getFirst();

        assertThat(done(door().transfer(war, List.of(id), winner, 1, NOW, PROTECTION)))
                .containsExactly(new WarLand.Transfer(id, loser, winner));

        var ruin = now(id);
        assertThat(ruin.owner()).isEqualTo(winner);
        assertThat(ruin.state()).isEqualTo(TerritoryState.LOCKED);
        assertThat(ruin.defenseLevel()).isEqualTo(1);
        assertThat(ruin.improvements()).isEqualTo(new Improvements(2, 2, 1, 0));
        assertThat(ruin.siegeDifficulty()).isEqualTo(6);
        assertThat(ruin.stock().amount()).isEqualTo(castle.stock().amount() / 2);
        assertThat(ruin.protectedUntil()).isEqualTo(NOW.plus(PROTECTION));
        assertThat(ruin.capturedAt()).isEqualTo(NOW);
        assertThat(ruin.lockedBy()).isEqualTo(war);
        assertThat(done(ports().eventTypes(id))).containsExactly("territory.contested", "territory.transferred");
    }

    @Test
    default void givenLandThatAWarGaveAway_noOtherWarMayNameItBeforeThatOneHasEnded() {
        var war = anyWar();
        var next = anyWar();
        var ids = locked(war, owned(anyClan()));
        done(door().transfer(war, ids, anyClan(), 1, NOW, PROTECTION));

        ports().transactions()
                .inTransaction(door().reserve(next, ids))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
        run(door().release(war, NOW));

        run(door().reserve(next, ids));
        assertThat(now(ids.getFirst()).lockedBy()).isEqualTo(next);
    }

    @Test
    default void givenASiege_theLandIsBesieged_untilItIsOver() {
        var war = anyWar();
        var id = locked(war, owned(anyClan())).getFirst();

        run(door().besiege(war, id, NOW));
        assertThat(now(id).state()).as("the war is not ACTIVE").isEqualTo(TerritoryState.LOCKED);
        run(door().contest(war, NOW));
        run(door().besiege(anyWar(), id, NOW));
        assertThat(now(id).state()).as("another war's siege").isEqualTo(TerritoryState.CONTESTED);
        run(door().besiege(war, id, NOW));
        assertThat(now(id).state()).isEqualTo(TerritoryState.BESIEGED);
        run(door().relieve(war, id, NOW).then(door().relieve(war, id, NOW)));

        assertThat(now(id).state()).isEqualTo(TerritoryState.CONTESTED);
        assertThat(done(ports().eventTypes(id)))
                .containsExactly(
                        "territory.contested", "territory.contested", "territory.contested", "territory.contested");
    }

    @Test
    default void givenTheSameTransferAgain_nothingChanges() {
        var war = anyWar();
        var winner = anyClan();
        var ids = locked(war, owned(anyClan()));
        done(door().transfer(war, ids, winner, 1, NOW, PROTECTION));
        var after = now(ids.getFirst());

        assertThat(done(door().transfer(war, ids, winner, 1, NOW, PROTECTION))).isEmpty();
        assertThat(now(ids.getFirst())).isEqualTo(after);
    }

    @Test
    default void givenMoreLandThanTheCap_theHardestPassesFirst_andTheRestStays() {
        var war = anyWar();
        var loser = anyClan();
        var winner = anyClan();
        stored(owned(winner), owned(winner));
        var easy = land(TerritoryType.RESOURCE, HERE, loser);
        var hard = land(TerritoryType.CAPITAL, HERE, loser);
        var medium = land(TerritoryType.STRATEGIC, HERE, loser);
        var ids = locked(war, easy, hard, medium);

        assertThat(taken(done(door().transfer(war, ids, winner, 5, NOW, PROTECTION))))
                .containsExactly(hard.id(), medium.id());
        assertThat(owner(easy)).isEqualTo(loser);
    }

    private static List<TerritoryId> taken(List<WarLand.Transfer> transfers) {
        return transfers.stream().map(WarLand.Transfer::territory).toList();
    }

    private ClanId owner(Territory land) {
        return Objects.requireNonNull(now(land.id()).owner());
    }
}
