package dev.warfront.territory;

import static dev.warfront.territory.TestLand.NOW;
import static dev.warfront.territory.TestLand.PATIENCE;
import static dev.warfront.territory.TestLand.anyClan;
import static dev.warfront.territory.TestLand.anyWar;
import static dev.warfront.territory.TestLand.land;
import static dev.warfront.territory.TestLand.neutral;
import static dev.warfront.territory.TestLand.owned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every store of land promises.
public interface TerritoriesContract {
    LandPorts ports();

    /// Stores land as it is.
    default void put(Territory... lands) {
        Flux.just(lands)
                .concatMap(land -> ports().put(land))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    /// The value of a question that has one.
    default <T> T answer(Mono<T> question) {
        var answers = new java.util.ArrayList<T>();
        question.as(StepVerifier::create)
                .consumeNextWith(answers::add)
                .expectComplete()
                .verify(PATIENCE);
        return answers.getFirst();
    }

    @Test
    default void givenStoredLand_itIsFoundAsItWas() {
        var land = owned(anyClan());
        put(land);

        ports().territories()
                .find(land.id())
                .as(StepVerifier::create)
                .expectNext(land)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenUnknownLand_nothingIsFound() {
        ports().territories()
                .find(new TerritoryId(UUID.randomUUID()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenUnknownIds_theyAreLeftOutAndTheRestIsSorted() {
        var lands = List.of(neutral(), neutral(), neutral());
        put(lands.toArray(Territory[]::new));
        var ids = new java.util.ArrayList<>(lands.stream().map(Territory::id).toList());
        ids.add(new TerritoryId(UUID.randomUUID()));
        var sorted = lands.stream()
                .sorted(Comparator.comparing(land -> land.id().value().toString()))
                .toList();

        assertThat(answer(ports().territories().findAll(ids))).isEqualTo(sorted);
        assertThat(answer(ports().transactions()
                        .inTransaction(ports().territories().lockAll(ids))))
                .isEqualTo(sorted);
    }

    @Test
    default void givenLandOfAClan_itIsCountedAndLocked() {
        var clan = anyClan();
        var lands = List.of(owned(clan), owned(clan));
        put(lands.toArray(Territory[]::new));

        assertThat(answer(ports().territories().countOwnedBy(clan))).isEqualTo(2);
        assertThat(answer(ports().transactions().inTransaction(ports().store().lockOf(clan))))
                .containsExactlyInAnyOrderElementsOf(lands);
    }

    @Test
    default void givenTheNextVersion_itReplaces_andAnotherIsStale() {
        var land = owned(anyClan());
        put(land);
        var war = anyWar();
        var next = land.reservedFor(war);

        ports().transactions()
                .inTransaction(
                        ports().store().replace(next).then(ports().store().lockOf(war)))
                .as(StepVerifier::create)
                .expectNext(List.of(next))
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().store().replace(next))
                .as(StepVerifier::create)
                .expectError(StaleWrite.class)
                .verify(PATIENCE);
    }

    @Test
    default void givenANotice_itIsStored_andGoneWhenAWarNamesTheLand() {
        var land = owned(anyClan());
        put(land);
        var abandoned = land.abandonedAt(NOW.plusSeconds(60));
        var locked = abandoned.reservedFor(anyWar());

        ports().transactions()
                .inTransaction(ports().store().replace(abandoned))
                .then(ports().territories().find(land.id()))
                .as(StepVerifier::create)
                .expectNext(abandoned)
                .expectComplete()
                .verify(PATIENCE);
        ports().transactions()
                .inTransaction(ports().store().replace(locked))
                .then(ports().territories().find(land.id()))
                .as(StepVerifier::create)
                .assertNext(found -> assertThat(found.abandonDueAt()).isNull())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenLandThatPasses_itsSpansLeaveNoGap() {
        var land = neutral();
        put(land);
        var first = anyClan();
        var second = anyClan();
        var war = UUID.randomUUID();
        var claimed = land.claimedBy(first, NOW);
        var conquered = claimed.conqueredBy(second, NOW.plusSeconds(5), NOW.plusSeconds(9));

        ports().transactions()
                .inTransaction(ports().store()
                        .pass(claimed, OwnershipPeriod.Reason.CLAIM, null, NOW)
                        .then(ports().store().pass(conquered, OwnershipPeriod.Reason.WAR, war, NOW.plusSeconds(5))))
                .then(ports().map().history(land.id(), new PageRequest(10, null)))
                .as(StepVerifier::create)
                .assertNext(page -> assertThat(page.items())
                        .containsExactly(
                                new OwnershipPeriod(
                                        land.id(), second, NOW.plusSeconds(5), null, OwnershipPeriod.Reason.WAR, war),
                                new OwnershipPeriod(
                                        land.id(),
                                        first,
                                        NOW.plusMillis(1),
                                        NOW.plusSeconds(5),
                                        OwnershipPeriod.Reason.CLAIM,
                                        null),
                                new OwnershipPeriod(
                                        land.id(), null, NOW, NOW.plusMillis(1), OwnershipPeriod.Reason.WORLD, null)))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenLandNearOrNextToTheClans_itIsReachable() {
        var clan = anyClan();
        var base = land(TerritoryType.RESOURCE, new Location(100_000, 100_000, 0), clan);
        var near = land(TerritoryType.RESOURCE, new Location(103_000, 104_000, 9_000), null);
        var far = land(TerritoryType.RESOURCE, new Location(103_000, 104_001, 0), null);
        var neighbour = land(TerritoryType.RESOURCE, new Location(130_000, 100_000, 0), null);
        put(base, near, far, neighbour);
        var all = List.of(near.id(), far.id(), neighbour.id());

        ports().join(base.id(), neighbour.id())
                .then(ports().territories().unreachable(clan, all, 5_000))
                .as(StepVerifier::create)
                .expectNext(List.of(far.id()))
                .expectComplete()
                .verify(PATIENCE);
        assertThat(answer(ports().territories().unreachable(anyClan(), all, 5_000)))
                .isEmpty();
    }
}
