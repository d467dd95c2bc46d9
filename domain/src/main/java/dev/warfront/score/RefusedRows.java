package dev.warfront.score;

import dev.warfront.score.LogRecord.Proof;
import java.time.Instant;

/// Rows for review that a partition's refusals have come to, in the last minute and day of the log, by who has signed
/// them. Counted by the owner of the partition: for another one they begin anew. Source: docs/rules/score.md, what a
/// stranger can cause.
public record RefusedRows(Count strangersOfMinute, Count strangersOfDay, Count serversOfDay) {
    private static final int MINUTE_S = 60;
    private static final int DAY_S = 24 * 60 * MINUTE_S;
    public static final RefusedRows NONE = new RefusedRows(Count.NONE, Count.NONE, Count.NONE);

    /// With one more. Of what is too much for its minute none counts for its day.
    RefusedRows plus(LogRecord refused, ReviewBounds bounds) {
        var at = refused.appendedAt();
        return switch (refused.proof()) {
            case NONE -> {
                var ofMinute = strangersOfMinute.plus(at, MINUTE_S);
                var fits = ofMinute.rows <= bounds.strangersOfMinute();
                yield new RefusedRows(ofMinute, fits ? strangersOfDay.plus(at, DAY_S) : strangersOfDay, serversOfDay);
            }
            case GAME_SERVER -> new RefusedRows(strangersOfMinute, strangersOfDay, serversOfDay.plus(at, DAY_S));
            case PROGRAM -> this;
        };
    }

    /// Whether the last of those whom somebody has signed like that is within the bounds.
    boolean isWithin(ReviewBounds bounds, Proof proof) {
        return switch (proof) {
            case NONE ->
                strangersOfMinute.rows <= bounds.strangersOfMinute() && strangersOfDay.rows <= bounds.strangersOfDay();
            case GAME_SERVER -> serversOfDay.rows <= bounds.serversOfDay();
            case PROGRAM -> true;
        };
    }

    /// Of one minute or day.
    ///
    /// @param period its number since 1970, of receipt
    public record Count(long period, long rows) {
        private static final Count NONE = new Count(0, 0);

        /// With one more, which was received then. What is received earlier counts for the last period.
        private Count plus(Instant receivedAt, int periodS) {
            var its = Math.floorDiv(receivedAt.getEpochSecond(), periodS);
            return its > period ? new Count(its, 1) : new Count(period, rows + 1);
        }
    }
}
