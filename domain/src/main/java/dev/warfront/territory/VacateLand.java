package dev.warfront.territory;

import dev.warfront.guild.ClanLand;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DomainService;
import dev.warfront.outbox.Outbox;
import dev.warfront.territory.TerritoryEvent.TerritoryAbandoned;
import java.time.Instant;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Land that its clan leaves becomes NEUTRAL and can be claimed; all of it when the clan is gone. Source:
/// docs/rules/territory.md, loss.
@DomainService
public final class VacateLand implements ClanLand {
    private final TerritoryStore store;
    private final Outbox outbox;

    public VacateLand(TerritoryStore store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    @Override
    public Mono<Void> vacate(ClanId clan, Instant at) {
        return store.lockOf(clan)
                .flatMapMany(Flux::fromIterable)
                .concatMap(land -> vacate(land, clan, OwnershipPeriod.Reason.DISBANDED, at))
                .then();
    }

    /// One piece of land becomes NEUTRAL, inside the caller's transaction; what it holds stays on it.
    Mono<Void> vacate(Territory land, ClanId from, OwnershipPeriod.Reason reason, Instant at) {
        return store.pass(land.vacated(), reason, null, at)
                .then(outbox.append(List.of(new TerritoryAbandoned(land.id(), from, at))));
    }
}
