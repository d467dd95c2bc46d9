package dev.warfront.territory;

import dev.warfront.kernel.AlreadyTaken;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.TerritoryId;
import java.util.List;
import reactor.core.publisher.Mono;

/// The claims of neutral land. All but {@link #find} inside the caller's transaction; the claims of a territory change
/// only while its row is locked.
public interface Claims {
    /// Empty when there is none.
    Mono<Claim> find(Claim.Id id);

    /// The RUNNING claims of a territory, first to finish first; at most one of each clan.
    Mono<List<Claim>> running(TerritoryId territory);

    /// How many claims of a clan are RUNNING.
    Mono<Integer> countRunning(ClanId clan);

    /// Stores a RUNNING one.
    ///
    /// Error: {@link AlreadyTaken} when one of the clan for the territory is RUNNING.
    Mono<Void> add(Claim claim);

    /// Stores what a RUNNING claim became.
    ///
    /// Error: {@link StaleWrite} when the stored one is no longer RUNNING.
    Mono<Void> finish(Claim claim);
}
