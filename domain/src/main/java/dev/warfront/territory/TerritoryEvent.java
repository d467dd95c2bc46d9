package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What happens to land, but for captures inside a war. Published on `war.territory`, in order per territory.
public sealed interface TerritoryEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.territory";

    TerritoryId territory();

    /// A claim was completed.
    ///
    /// @param cost credits that the clan paid
    /// @param version of the territory with its owner
    record TerritoryClaimed(
            TerritoryId territory, ClanId clan, Claim.Id claim, long cost, long version, Instant occurredAt)
            implements TerritoryEvent {}

    /// A claim came to nothing, and its cost went back to the clan.
    ///
    /// @param status SUPERSEDED or LAPSED
    /// @param refund credits that the clan has again
    /// @param burned credits that its treasury could not hold
    record ClaimLost(
            TerritoryId territory,
            ClanId clan,
            Claim.Id claim,
            Claim.Status status,
            long refund,
            long burned,
            Instant occurredAt)
            implements TerritoryEvent {}

    /// The owner changed.
    ///
    /// @param war null outside wars
    /// @param from null when it was NEUTRAL
    record TerritoryTransferred(
            TerritoryId territory,
            @Nullable WarId war,
            @Nullable ClanId from,
            ClanId to,
            Instant occurredAt) implements TerritoryEvent {}

    /// The owner is gone, the land NEUTRAL.
    record TerritoryAbandoned(TerritoryId territory, ClanId from, Instant occurredAt) implements TerritoryEvent {}

    /// A war took hold of the land or let it go.
    record TerritoryContested(TerritoryId territory, WarId war, TerritoryState state, Instant occurredAt)
            implements TerritoryEvent {}
}
