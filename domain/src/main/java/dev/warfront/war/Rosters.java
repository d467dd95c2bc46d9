package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// The participants of wars. Those who join a clan while its war is ACTIVE become participants with their joining, and
/// those who leave it are LEFT with their leaving.
public interface Rosters {
    /// The whole roster, at most both sides' limits; without entries before the war was ACTIVE. Empty when
    /// there is no such war. Inside a transaction that has the war locked by {@link ScoredWars#lockShared} it
    /// is the present one.
    ///
    /// @param since without the intervals that ended before: over a war they have no bound
    Mono<Roster> of(WarId war, Instant since);
}
