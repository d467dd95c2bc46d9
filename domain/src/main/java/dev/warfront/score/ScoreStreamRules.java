package dev.warfront.score;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// How often scores are shown live, and how much of them is kept. Source: docs/rules/streams.md.
///
/// @param scoreRateHz frames of a war's score per second at most, 1..50
/// @param battleScoreRateHz frames of a battle's score per second at most, 1..50
/// @param scoreFrames deltas of a war's score kept for resuming
/// @param battleFrames deltas of a battle's score kept for resuming
@Settings("war.stream")
public record ScoreStreamRules(int scoreRateHz, int battleScoreRateHz, int scoreFrames, int battleFrames)
        implements Ranged {
    private static final int RATE_MAX_HZ = 50;

    public ScoreStreamRules {
        positive("score-rate-hz", scoreRateHz);
        positive("battle-score-rate-hz", battleScoreRateHz);
        positive("score-frames", scoreFrames);
        positive("battle-frames", battleFrames);
    }

    private static void positive(String key, int value) {
        Ranges.within(key, value, 1, Integer.MAX_VALUE);
    }

    @Override
    public void checkRanges() {
        Ranges.within("score-rate-hz", scoreRateHz, 1, RATE_MAX_HZ);
        Ranges.within("battle-score-rate-hz", battleScoreRateHz, 1, RATE_MAX_HZ);
    }

    /// From one frame of a war's score to the next.
    public Duration warPeriod() {
        return Duration.ofSeconds(1).dividedBy(scoreRateHz);
    }

    /// From one frame of a battle's score to the next.
    public Duration battlePeriod() {
        return Duration.ofSeconds(1).dividedBy(battleScoreRateHz);
    }
}
