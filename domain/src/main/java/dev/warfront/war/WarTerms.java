package dev.warfront.war;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;

/// What was settled when a war was declared, and never changes.
///
/// @param targets the defender's land named in the declaration; empty for a RANKING war
/// @param cost credits that the attacker paid
/// @param region the attacker's
/// @param rules the numbers it obeys until it is ENDED
public record WarTerms(
        WarId id,
        Leads leads,
        WarType type,
        List<TerritoryId> targets,
        Instant declaredAt,
        PlayerId declaredBy,
        long cost,
        String region,
        WarRules rules) {
    public WarTerms {
        targets = List.copyOf(targets);
        if (cost < 0) {
            throw new IllegalArgumentException("declaration cost " + cost + " is negative");
        }
    }
}
