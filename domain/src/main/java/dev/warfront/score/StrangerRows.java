package dev.warfront.score;

import java.time.Instant;

/// Rows for review that were caused by records which nobody known has signed, in one minute of the log. Source:
/// docs/rules/score.md, what a stranger can cause.
///
/// @param minute since 1970, of receipt
public record StrangerRows(long minute, int rows) {
    private static final int MINUTE_S = 60;
    public static final StrangerRows NONE = new StrangerRows(0, 0);

    /// With one more, which was received then. What is received earlier counts for the last minute.
    StrangerRows plus(Instant receivedAt) {
        var its = Math.floorDiv(receivedAt.getEpochSecond(), MINUTE_S);
        return its > minute ? new StrangerRows(its, 1) : new StrangerRows(minute, rows + 1);
    }
}
