package dev.warfront.battle;

import dev.warfront.kernel.Side;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a battle ended, as its game server says. Source: docs/rules/battle.md, ends.
///
/// @param winner null when nobody won
public record BattleResult(@Nullable Side winner, BattleEndReason reason) {
    /// What is wrong with it, if anything: which reasons have a winner, and who it may be.
    Optional<String> reason(Battle.Active battle) {
        return switch (reason) {
            case CANCELLED -> Optional.of("a battle that has begun cannot be cancelled");
            case ABORTED, NO_SHOW -> when(winner != null, "nobody wins by " + reason);
            case THRESHOLD ->
                battle.terms().type() == BattleType.SIEGE
                        ? Optional.of("a siege is not won by battle points")
                        : needsWinner();
            case TIME_OVER ->
                battle.terms().type() == BattleType.SIEGE
                        ? when(
                                winner != battle.assaulting().opponent(),
                                "a siege that runs out of time is the holder's")
                        : needsWinner();
            case DECISIVE -> when(winner != battle.assaulting(), "only the assaulting side wins by its objective");
            case ROUT, WALKOVER -> needsWinner();
        };
    }

    private Optional<String> needsWinner() {
        return when(winner == null, reason + " has a winner");
    }

    private static Optional<String> when(boolean wrong, String reason) {
        return wrong ? Optional.of(reason) : Optional.empty();
    }
}
