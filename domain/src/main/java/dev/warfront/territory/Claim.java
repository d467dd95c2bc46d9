package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import java.time.Instant;
import java.util.Comparator;

/// A clan's claim of neutral land, paid for when it began.
///
/// @param cost credits paid, given back unless it is WON
/// @param completesAt when it is due
public record Claim(
        ClaimId id,
        TerritoryId territory,
        ClanId clan,
        PlayerId claimedBy,
        long cost,
        Instant startedAt,
        Instant completesAt,
        ClaimStatus status) {
    /// Who is first to finish: the earlier due, then the earlier begun.
    static final Comparator<Claim> FIRST_TO_FINISH = Comparator.comparing(Claim::completesAt)
            .thenComparing(Claim::startedAt)
            .thenComparing(claim -> claim.id().value());

    public boolean isDue(Instant now) {
        return !now.isBefore(completesAt);
    }

    Claim becomes(ClaimStatus next) {
        return new Claim(id, territory, clan, claimedBy, cost, startedAt, completesAt, next);
    }
}
