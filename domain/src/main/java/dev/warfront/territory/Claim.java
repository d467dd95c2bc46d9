package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/// A clan's claim of neutral land, paid for when it began. Source: docs/rules/territory.md, claims.
///
/// @param cost credits paid, given back unless it is WON
/// @param completesAt when it is due
public record Claim(
        Id id,
        TerritoryId territory,
        ClanId clan,
        PlayerId claimedBy,
        long cost,
        Instant startedAt,
        Instant completesAt,
        Status status) {
    /// Who is first to finish: the earlier due, then the earlier begun.
    static final Comparator<Claim> FIRST_TO_FINISH = Comparator.comparing(Claim::completesAt)
            .thenComparing(Claim::startedAt)
            .thenComparing(claim -> claim.id().value());

    /// A claim.
    public record Id(UUID value) {}

    /// Only a RUNNING claim can still become something; the money of a SUPERSEDED or LAPSED one was given back.
    public enum Status {
        RUNNING,
        /// The clan owns the land.
        WON,
        /// Another clan was first, or the land is no longer to be had.
        SUPERSEDED,
        /// When it was due, the clan was no longer entitled to it.
        LAPSED
    }

    public boolean isDue(Instant now) {
        return !now.isBefore(completesAt);
    }

    Claim becomes(Status next) {
        return new Claim(id, territory, clan, claimedBy, cost, startedAt, completesAt, next);
    }
}
