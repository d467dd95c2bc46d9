package dev.warfront.war;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a judge of score events must know of a war.
///
/// @param activeStartedAt events from then on count; null while it never was ACTIVE
/// @param phaseDeadlineAt of an ACTIVE war the planned cut-off; null in ENDING and ENDED
/// @param cutOffAt events before it count; null until the war has left ACTIVE (then it never changes)
/// @param rules those of its declaration
/// @param rosterChange rises with every change of the war's roster; equal numbers mean
/// an equal {@link Roster}
public record ScoredWar(
        WarId id,
        WarStatus status,
        int phaseEpoch,
        Leads leads,
        @Nullable Instant activeStartedAt,
        @Nullable Instant phaseDeadlineAt,
        @Nullable Instant cutOffAt,
        WarRules rules,
        long rosterChange) {
    /// Events at or after this instant do not count, as far as is known now; null while the war
    /// never was ACTIVE.
    public @Nullable Instant knownCutOff() {
        return cutOffAt != null || activeStartedAt == null ? cutOffAt : phaseDeadlineAt;
    }
}
