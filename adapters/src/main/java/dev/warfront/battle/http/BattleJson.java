package dev.warfront.battle.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.BattleView;
import dev.warfront.kernel.Side;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A battle over HTTP.
///
/// @param captured only in the answer to its end: whether the land changed its holder by it
record BattleJson(
        UUID id,
        UUID warId,
        UUID territoryId,
        String battleType,
        String status,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        long attackerScore,
        long defenderScore,
        String holderSide,
        @Nullable String winnerSide,
        @Nullable String endReason,
        String host,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean captured,
        long version) {
    static BattleJson of(BattleView battle) {
        return of(battle, null);
    }

    static BattleJson of(BattleView battle, @Nullable Boolean captured) {
        var winner = battle.winnerSide();
        var reason = battle.endReason();
        return new BattleJson(
                battle.id().value(),
                battle.war().value(),
                battle.territory().value(),
                battle.type().name(),
                battle.status().name(),
                battle.scheduledAt(),
                battle.startedAt(),
                battle.endsAt(),
                battle.endedAt(),
                battle.attackerScore(),
                battle.defenderScore(),
                battle.holderSide().name(),
                winner == null ? null : winner.name(),
                reason == null ? null : reason.name(),
                "GAME_SERVER",
                captured,
                battle.version());
    }

    /// The wish for a battle.
    record CreateJson(@NotNull UUID territoryId) {}

    /// How a battle ended.
    ///
    /// @param winnerSide null when nobody won
    record EndJson(@Nullable Side winnerSide, @NotNull BattleEndReason endReason) {
        BattleResult result() {
            return new BattleResult(winnerSide, endReason);
        }
    }
}
