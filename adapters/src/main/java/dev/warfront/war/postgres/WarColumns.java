package dev.warfront.war.postgres;

import dev.warfront.kernel.Side;
import dev.warfront.war.EndReason;
import dev.warfront.war.War;
import dev.warfront.war.WarResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What of a war's row depends on its phase.
record WarColumns(
        Instant phaseStartedAt,
        @Nullable Instant cutOffAt,
        @Nullable Instant endedAt,
        long attackerScore,
        long defenderScore,
        @Nullable String outcome,
        @Nullable String awarded,
        @Nullable String reason,
        @Nullable UUID winner) {
    static WarColumns of(War war) {
        return switch (war) {
            case War.Declared declared -> open(declared.terms().declaredAt());
            case War.Preparation preparation -> open(preparation.startedAt());
            case War.Active active -> open(active.startedAt());
            case War.Ending ending ->
                over(
                        war,
                        ending.startedAt(),
                        ending.cutOffAt(),
                        null,
                        ending.reason(),
                        ending.awarded(),
                        ending.result());
            case War.Ended ended ->
                over(war, ended.endedAt(), ended.cutOffAt(), ended.endedAt(), ended.reason(), null, ended.result());
        };
    }

    private static WarColumns open(Instant startedAt) {
        return new WarColumns(startedAt, null, null, 0, 0, null, null, null, null);
    }

    private static WarColumns over(
            War war,
            Instant startedAt,
            @Nullable Instant cutOffAt,
            @Nullable Instant endedAt,
            EndReason reason,
            @Nullable Side awarded,
            @Nullable WarResult result) {
        var winner = result == null ? null : result.outcome().winner();
        return new WarColumns(
                startedAt,
                cutOffAt,
                endedAt,
                result == null ? 0 : result.attackerScore(),
                result == null ? 0 : result.defenderScore(),
                result == null ? null : result.outcome().name(),
                awarded == null ? null : awarded.name(),
                reason.name(),
                winner == null ? null : war.leads().of(winner).value());
    }
}
