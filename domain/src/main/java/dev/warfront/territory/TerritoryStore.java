package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.StaleWrite;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Where changes of land are written down. All inside the caller's transaction; land is locked before it changes.
public interface TerritoryStore {
    /// Locks all land that a war names until the transaction ends, by ascending id.
    Mono<List<Territory>> lockOf(WarId war);

    /// Locks all land of a clan until the transaction ends, by ascending id.
    Mono<List<Territory>> lockOf(ClanId owner);

    /// Stores the next version of land whose owner stays.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    Mono<Void> replace(Territory next);

    /// Stores the next version of land whose owner changes, closes its open period of ownership and opens the next:
    /// the periods of a territory leave no gap and never overlap.
    ///
    /// Error: {@link StaleWrite} when the stored version is not the one before it.
    ///
    /// @param reference the claim or war it belongs to
    Mono<Void> pass(Territory next, OwnershipPeriod.Reason reason, @Nullable UUID reference, Instant at);
}
