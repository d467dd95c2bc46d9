package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.TerritoryEvent.TerritoryContested;
import dev.warfront.territory.TerritoryEvent.TerritoryTransferred;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps the land that wars name. Source: docs/rules/territory.md, land at war.
@DomainService
public final class LandAtWar implements WarLand {
    private static final Comparator<Territory> HARDEST_FIRST = Comparator.comparingInt(Territory::siegeDifficulty)
            .reversed()
            .thenComparing(land -> land.id().value().toString());

    private final Territories territories;
    private final TerritoryStore store;
    private final Outbox outbox;
    private final TerritoryRules rules;
    private final Clock clock;

    public LandAtWar(Territories territories, TerritoryStore store, Outbox outbox, TerritoryRules rules, Clock clock) {
        this.territories = territories;
        this.store = store;
        this.outbox = outbox;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Mono<Void> reserve(WarId war, Collection<TerritoryId> ids) {
        return territories.lockAll(ids).flatMap(land -> {
            var refused = new HashSet<>(ids);
            land.stream()
                    .filter(one -> one.isReservableFor(war))
                    .map(Territory::id)
                    .forEach(refused::remove);
            var free = land.stream().filter(one -> one.lockedBy() == null).toList();
            return refused.isEmpty()
                    ? change(free, one -> one.reservedFor(war), war, clock.instant())
                    : Mono.error(new StaleWrite("land " + refused + " for war " + war.value()));
        });
    }

    @Override
    public Mono<Void> contest(WarId war, Instant at) {
        return store.lockOf(war)
                .map(land -> land.stream()
                        .filter(one -> one.state() == TerritoryState.LOCKED)
                        .toList())
                .flatMap(land -> change(land, Territory::contested, war, at));
    }

    @Override
    public Mono<Void> besiege(WarId war, TerritoryId id, Instant at) {
        return moveFrom(TerritoryState.CONTESTED, Territory::besieged, war, id, at);
    }

    @Override
    public Mono<Void> relieve(WarId war, TerritoryId id, Instant at) {
        return moveFrom(TerritoryState.BESIEGED, Territory::contested, war, id, at);
    }

    private Mono<Void> moveFrom(
            TerritoryState state, Function<Territory, Territory> step, WarId war, TerritoryId id, Instant at) {
        return territories
                .lock(id)
                .filter(land -> war.equals(land.lockedBy()) && land.state() == state)
                .flatMap(land -> change(List.of(land), step, war, at));
    }

    @Override
    public Mono<Void> release(WarId war, Instant at) {
        return store.lockOf(war).flatMap(land -> change(land, Territory::released, war, at));
    }

    @Override
    public Mono<List<Transfer>> transfer(
            WarId war, Collection<TerritoryId> ids, ClanId to, int toLevel, Instant at, Duration protection) {
        return territories
                .lockAll(ids)
                .map(land -> land.stream()
                        .filter(one -> war.equals(one.lockedBy()))
                        .filter(one -> one.owner() != null && !to.equals(one.owner()))
                        .sorted(HARDEST_FIRST)
                        .toList())
                .flatMap(land -> territories
                        .countOwnedBy(to)
                        .map(owned -> land.stream()
                                .limit(Math.max(0, rules.territory().at(toLevel) - owned))
                                .toList()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(one -> transfer(one, war, to, at, protection))
                .collectList();
    }

    private Mono<Transfer> transfer(Territory land, WarId war, ClanId to, Instant at, Duration protection) {
        var from = Objects.requireNonNull(land.owner(), "land at war has an owner");
        return store.pass(land.conqueredBy(to, at, at.plus(protection)), OwnershipPeriod.Reason.WAR, war.value(), at)
                .then(outbox.append(List.of(new TerritoryTransferred(land.id(), war, from, to, at))))
                .thenReturn(new Transfer(land.id(), from, to));
    }

    private Mono<Void> change(List<Territory> land, Function<Territory, Territory> step, WarId war, Instant at) {
        return Flux.fromIterable(land)
                .map(step)
                .concatMap(next -> store.replace(next)
                        .then(outbox.append(List.of(new TerritoryContested(next.id(), war, next.state(), at)))))
                .then();
    }
}
