package dev.warfront.war.rsocket;

import dev.warfront.war.WarPhase;
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
        static Snapshot of(WarPhase phase) {
            var winner = phase.winner();
            var endReason = phase.endReason();
            return new Snapshot(
                    phase.war().value().toString(),
                    phase.status().name(),
                    phase.epoch(),
                    phase.startedAt(),
                    phase.deadlineAt(),
                    phase.cutOffAt(),
                    phase.outcome().name(),
                    winner == null ? null : winner.value().toString(),
                    endReason == null ? null : endReason.name());
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
        static Delta of(WarPhase phase) {
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
