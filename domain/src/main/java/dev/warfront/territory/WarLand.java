package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import reactor.core.publisher.Mono;

/// What a war does to land. All inside the caller's transaction; events of the land are appended to the outbox.
public interface WarLand {
    /// OWNED becomes LOCKED, all or none; what this war has locked already stays so.
    ///
    /// Error: {@link dev.warfront.kernel.StaleWrite} when some of it is unknown, nobody's, or another war's.
    Mono<Void> reserve(WarId war, Collection<TerritoryId> ids);

    /// LOCKED becomes CONTESTED: the war is ACTIVE.
    Mono<Void> contest(WarId war, Instant at);

    /// CONTESTED becomes BESIEGED: a siege for it runs. Does nothing when it is not CONTESTED by this war.
    Mono<Void> besiege(WarId war, TerritoryId id, Instant at);

    /// BESIEGED becomes CONTESTED again: the siege is over. Does nothing when it is not BESIEGED by this war.
    Mono<Void> relieve(WarId war, TerritoryId id, Instant at);

    /// All land of the war is OWNED (or NEUTRAL) again and free for other wars. Called when the war has ENDED, never
    /// before: until then no other war may name what this one has given away.
    Mono<Void> release(WarId war, Instant at);

    /// Gives land of the war to a new owner, by descending siege difficulty, then id, while the new owner's cap
    /// ({@link TerritoryRules#territory}) allows: half of the stock moves, the defence level is 1, improvements are
    /// halved, the land is protected. Surplus stays with the former owner. Doing it twice is doing it once.
    ///
    /// @return the land that did change hands
    Mono<List<Transfer>> transfer(
            WarId war, Collection<TerritoryId> ids, ClanId to, int toLevel, Instant at, Duration protection);

    /// Land that changed hands.
    ///
    /// @param from the former owner
    record Transfer(TerritoryId territory, ClanId from, ClanId to) {}
}
