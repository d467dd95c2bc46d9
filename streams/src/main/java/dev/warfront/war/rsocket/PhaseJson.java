package dev.warfront.war.rsocket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What stands in the frames of a war's phase.
sealed interface PhaseJson {
    record Snapshot(
            String warId,
            String status,
            int phaseEpoch,
            Instant phaseStartedAt,
            @Nullable Instant phaseDeadlineAt,
            @Nullable Instant cutOffAt,
            String outcome,
            @Nullable String winnerClanId,
            @Nullable String endReason)
            implements PhaseJson {
        static Snapshot of(Phase phase) {
            return new Snapshot(
                    phase.war().toString(),
                    phase.status().name(),
                    phase.phaseEpoch(),
                    phase.startedAt(),
                    phase.deadlineAt(),
                    phase.cutOffAt(),
                    phase.outcome().name(),
                    phase.winner() == null ? null : phase.winner().toString(),
                    phase.endReason());
        }
    }

    /// The same after the change, and what the change was.
    record Delta(
            String warId,
            String status,
            int phaseEpoch,
            Instant phaseStartedAt,
            @Nullable Instant phaseDeadlineAt,
            @Nullable Instant cutOffAt,
            String outcome,
            @Nullable String winnerClanId,
            @Nullable String endReason,
            String eventType)
            implements PhaseJson {
        static Delta of(Phase phase) {
            var all = Snapshot.of(phase);
            return new Delta(
                    all.warId,
                    all.status,
                    all.phaseEpoch,
                    all.phaseStartedAt,
                    all.phaseDeadlineAt,
                    all.cutOffAt,
                    all.outcome,
                    all.winnerClanId,
                    all.endReason,
                    phase.eventType());
        }
    }
}
