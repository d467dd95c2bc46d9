package dev.warfront.score;

/// One event as the feeds publish it.
public sealed interface FeedItem {
    /// As many bytes weigh as much as a row without any.
    int ROW_BYTES = 512;

    /// The offset of its record in its log partition.
    long offset();

    /// What it costs to hold and to read: 1, or its bytes by {@link #ROW_BYTES}, whatever is more.
    int weight();

    /// Points were made: `score.recorded`.
    record Recorded(LedgerRow row) implements FeedItem {
        @Override
        public long offset() {
            return row.offset();
        }

        @Override
        public int weight() {
            return 1;
        }
    }

    /// An event was refused: `score.rejected`; or, where it could not even be read, it goes as it came
    /// to the dead letters. Holds no more of its bytes than is published.
    record Refused(ReviewRow row) implements FeedItem {
        public Refused {
            row = row.asPublished();
        }

        @Override
        public long offset() {
            return row.offset();
        }

        @Override
        public int weight() {
            return (int) Math.max(1, row.raw().bytes() / ROW_BYTES);
        }
    }
}
