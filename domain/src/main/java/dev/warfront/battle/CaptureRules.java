package dev.warfront.battle;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import dev.warfront.war.WarRule;
import java.time.Duration;

/// What a capture is worth.
///
/// @param points that a capture yields, times the weight of the land
/// @param difficultyBp bp more for each step of siege difficulty above 1; so few that a row of the ledger holds what
/// a capital is worth
/// @param lock time after a capture in which the holder does not change again
@Settings("war.capture")
public record CaptureRules(long points, int difficultyBp, Duration lock) implements WarRule {
    private static final long BP = 10_000;

    public CaptureRules {
        Ranges.within("points", points, 0, 1_000_000);
        Ranges.within("difficulty-bp", difficultyBp, 0, 100_000);
        Ranges.notNegative("lock", lock);
    }

    /// The points of one capture, rounded down. Source: docs/rules/battle.md, points of a capture.
    ///
    /// @param weight 1, 2 or 4 by kind of land
    /// @param siegeDifficulty 1..10, with the war-scoped defence level before it is halved
    public long pointsFor(int weight, int siegeDifficulty) {
        var factorBp = BP + (long) difficultyBp * (siegeDifficulty - 1);
        return points * weight * factorBp / BP;
    }
}
