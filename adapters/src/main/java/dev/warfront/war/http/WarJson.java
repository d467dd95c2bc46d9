package dev.warfront.war.http;

import dev.warfront.kernel.http.NameOf;
import dev.warfront.war.EndReason;
import dev.warfront.war.WarOutcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarType;
import dev.warfront.war.WarView;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A war over HTTP.
record WarJson(
        UUID id,
        UUID attackerClanId,
        UUID defenderClanId,
        @NameOf(WarType.class) String warType,
        @NameOf(WarStatus.class) String status,
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
        @NameOf(WarOutcome.class) String outcome,
        @Nullable @NameOf(value = EndReason.class, as = "WarEndReason") String endReason,
        @Nullable UUID winnerClanId,
        long declarationCost,
        UUID declaredBy,
        String region,
        List<UUID> territories,
        @NameOf(RewardsStatus.class) String rewardsStatus,
        long version) {
    static WarJson of(WarView war) {
        var reason = war.endReason();
        var winner = war.winner();
        return new WarJson(
                war.id().value(),
                war.leads().attacker().value(),
                war.leads().defender().value(),
                war.type().name(),
                war.status().name(),
                war.phaseEpoch(),
                war.phaseStartedAt(),
                war.phaseDeadlineAt(),
                war.cutOffAt(),
                war.declaredAt(),
                war.confirmedAt(),
                war.preparationStartedAt(),
                war.activeStartedAt(),
                war.endingStartedAt(),
                war.endedAt(),
                war.mutual(),
                war.attackerScore(),
                war.defenderScore(),
                war.outcome().name(),
                reason == null ? null : reason.name(),
                winner == null ? null : winner.value(),
                war.declarationCost(),
                war.declaredBy().value(),
                war.region(),
                war.territories().stream().map(id -> id.value()).toList(),
                war.rewardsStatus(),
                war.version());
    }

    /// How far the rewards of a war have been paid.
    enum RewardsStatus {
        NONE,
        PENDING,
        PARTIAL,
        COMPLETE
    }

    /// The phase of a war alone.
    record WarPhaseJson(
            UUID id,
            @NameOf(WarStatus.class) String status,
            int phaseEpoch,
            Instant phaseStartedAt,
            @Nullable Instant phaseDeadlineAt,
            @Nullable Instant cutOffAt,
            long version) {
        static WarPhaseJson of(WarView war) {
            return new WarPhaseJson(
                    war.id().value(),
                    war.status().name(),
                    war.phaseEpoch(),
                    war.phaseStartedAt(),
                    war.phaseDeadlineAt(),
                    war.cutOffAt(),
                    war.version());
        }
    }

    /// How a war came out.
    record WarWinnerJson(
            UUID id,
            @NameOf(WarOutcome.class) String outcome,
            @Nullable UUID winnerClanId,
            @Nullable @NameOf(value = EndReason.class, as = "WarEndReason") String endReason,
            long attackerScore,
            long defenderScore,
            @Nullable Instant endedAt) {
        static WarWinnerJson of(WarView war) {
            var reason = war.endReason();
            var winner = war.winner();
            return new WarWinnerJson(
                    war.id().value(),
                    war.outcome().name(),
                    winner == null ? null : winner.value(),
                    reason == null ? null : reason.name(),
                    war.attackerScore(),
                    war.defenderScore(),
                    war.endedAt());
        }
    }
}
