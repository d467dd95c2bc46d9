package dev.warfront.kernel;

import java.time.Duration;

/// How streams to clients behave. Source: docs/rules/streams.md.
///
/// @param scoreRateHz frames of a war's score per second at most, 1..50
/// @param battleScoreRateHz frames of a battle's score per second at most, 1..50
/// @param heartbeat how often a stream repeats its last number, and reads the store again
/// @param noDemand how long a subscriber may ask for nothing
/// @param eventFramesMax frames an event stream keeps for a subscriber that lags, before RESET
/// @param phaseFrames entries of a war's log that a resumed subscriber can be sent
/// @param scoreFrames deltas of a war's score kept for resuming
/// @param battleFrames deltas of a battle's score kept for resuming
/// @param subscriptionsMax subscriptions of one connection
/// @param linger how long a stream stays ready after its last subscriber has left
/// @param tokenGrace how long after its token's expiry a connection may still use it
@Settings("war.stream")
public record StreamRules(
        int scoreRateHz,
        int battleScoreRateHz,
        Duration heartbeat,
        Duration noDemand,
        int eventFramesMax,
        int phaseFrames,
        int scoreFrames,
        int battleFrames,
        int subscriptionsMax,
        Duration linger,
        Duration tokenGrace) {
    private static final int RATE_MAX_HZ = 50;

    public StreamRules {
        rate("scoreRateHz", scoreRateHz);
        rate("battleScoreRateHz", battleScoreRateHz);
    }

    private static void rate(String name, int hz) {
        if (hz < 1 || hz > RATE_MAX_HZ) {
            throw new IllegalArgumentException("war.stream." + name + " " + hz + " is not in 1.." + RATE_MAX_HZ);
        }
    }
}
