package dev.warfront.score;

/// One record as the feeds publish it.
public sealed interface FeedItem {
    /// Its place in its log partition.
    long offset();

    /// Points were made: `score.recorded`.
    record Recorded(LedgerRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }
    }

    /// An event was refused: `score.rejected`; or, where it could not even be read, the record goes as it came
    /// to the dead letters.
    record Refused(ReviewRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }
    }
}
