package dev.warfront.score;

/// What consumers of the feeds are told of one record.
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

    /// A fact was refused: `score.rejected`; or, where it could not even be read, the record goes as it came to the
    /// dead letters.
    record Refused(ReviewRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }
    }
}
