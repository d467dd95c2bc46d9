package dev.warfront.score;

/// One event as the feeds publish it.
public sealed interface FeedItem {
    /// The offset of its record in its log partition.
    long offset();

    /// Points were made: `score.recorded`.
    record Recorded(LedgerRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }
    }

    /// An event was refused: `score.rejected`; or, where it could not even be read, it goes as it came
    /// to the dead letters.
    record Refused(ReviewRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }
    }
}
