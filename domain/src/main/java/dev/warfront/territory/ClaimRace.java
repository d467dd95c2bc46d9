package dev.warfront.territory;

import dev.warfront.kernel.ClanId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides who of those who claim a piece of land gets it: the first to finish who is still entitled to it. Source:
/// docs/rules/territory.md, claims.
///
/// @param winner the claim that got the land; empty when nobody did, yet
/// @param losers the claims whose money goes back
record ClaimRace(Optional<Claim> winner, List<Claim> losers) {
    ClaimRace {
        losers = List.copyOf(losers);
    }

    /// @param running claims of the land, first to finish first
    /// @param entrants what is known of the clans that claim
    static ClaimRace decide(Territory land, List<Claim> running, Map<ClanId, Entrant> entrants, Instant now) {
        if (!land.active() || land.state() != TerritoryState.NEUTRAL) {
            return new ClaimRace(Optional.empty(), lost(running, Claim.Status.SUPERSEDED));
        }
        var lapsed = new ArrayList<Claim>();
        for (var claim : running) {
            if (!claim.isDue(now)) {
                break;
            }
            var entrant = entrants.get(claim.clan());
            if (entrant != null && entrant.isEntitled()) {
                var others = running.stream()
                        .filter(other -> !other.equals(claim) && !lapsed.contains(other))
                        .toList();
                var losers = new ArrayList<>(lost(lapsed, Claim.Status.LAPSED));
                losers.addAll(lost(others, Claim.Status.SUPERSEDED));
                return new ClaimRace(Optional.of(claim.becomes(Claim.Status.WON)), losers);
            }
            lapsed.add(claim);
        }
        return new ClaimRace(Optional.empty(), lost(lapsed, Claim.Status.LAPSED));
    }

    private static List<Claim> lost(List<Claim> claims, Claim.Status as) {
        return claims.stream().map(claim -> claim.becomes(as)).toList();
    }

    /// A clan when its claim is due.
    ///
    /// @param owned territories
    /// @param cap the most it may own
    record Entrant(boolean active, int owned, int cap) {
        boolean isEntitled() {
            return active && owned < cap;
        }
    }
}
