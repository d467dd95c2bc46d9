package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A war as readers see it: all that is stored of it, in whatever phase.
///
/// @param phaseDeadlineAt null in ENDING and ENDED
/// @param attackerScore 0 until the outcome is stored, as defenderScore; live ones are the scoreboard's
/// @param territories the land named in the declaration
/// @param logSeq the last entry of its event log that is in this view
public record WarView(
        WarId id,
        Leads leads,
        WarType type,
        WarStatus status,
        int phaseEpoch,
        Instant phaseStartedAt,
        @Nullable Instant phaseDeadlineAt,
        @Nullable Instant cutOffAt,
        Instant declaredAt,
        @Nullable Instant confirmedAt,
        @Nullable Instant preparationStartedAt,
        @Nullable Instant activeStartedAt,
        @Nullable Instant endingStartedAt,
        @Nullable Instant endedAt,
        boolean mutual,
        long attackerScore,
        long defenderScore,
        WarOutcome outcome,
        @Nullable EndReason endReason,
        @Nullable ClanId winner,
        long declarationCost,
        PlayerId declaredBy,
        String region,
        List<TerritoryId> territories,
        String rewardsStatus,
        long logSeq,
        long version) {
    public WarView {
        territories = List.copyOf(territories);
    }

    public boolean isOver() {
        return status == WarStatus.ENDED;
    }

    /// Whether there was ever a time in which points could be made.
    public boolean wasFought() {
        return activeStartedAt != null;
    }

    /// This war, once it has its outcome. That is stored in ENDING already; without a winner it shows at the
    /// end only.
    public Result<WarView, WarRefusal> decided() {
        return isOver() || outcome != WarOutcome.NONE
                ? Result.done(this)
                : Result.refused(new WarRefusal.NotDecided(status));
    }
}
