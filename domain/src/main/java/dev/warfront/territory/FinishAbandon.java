package dev.warfront.territory;

import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.timer.Timer;
import dev.warfront.timer.TimerHandler;
import dev.warfront.timer.TimerKind;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Mono;

/// The notice of an owner has run out: its land becomes NEUTRAL, unless the notice was taken back or a war has
/// named the land, by which it lapsed. Source: docs/rules/territory.md, loss.
@DomainService
public final class FinishAbandon implements TimerHandler {
    /// Owned by the territory, refers to nothing.
    public static final TimerKind ABANDON = new TimerKind("ABANDON");

    private final Territories territories;
    private final VacateLand vacateLand;

    public FinishAbandon(Territories territories, VacateLand vacateLand) {
        this.territories = territories;
        this.vacateLand = vacateLand;
    }

    @Override
    public Set<TimerKind> kinds() {
        return Set.of(ABANDON);
    }

    /// A timer of an earlier notice finds one that is not due.
    @Override
    public Mono<Void> fire(Timer timer, Instant now) {
        return territories
                .lock(new TerritoryId(timer.ownerId()))
                .filter(land -> land.isAbandonDue(now))
                .flatMap(land -> Mono.justOrEmpty(land.owner())
                        .flatMap(owner -> vacateLand.vacate(land, owner, OwnershipPeriod.Reason.ABANDONED, now)));
    }
}
