package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One record of the event log as it was found there.
///
/// @param offset its place in its partition
/// @param appendedAt when the log took it; counts as its receipt
/// @param key the war its key names, null when the key is not the id of anything
/// @param rightPartition true when it lies in the partition where records of that key belong
/// @param proof whose signature was found right
/// @param event what its value says
/// @param raw the bytes as they came, kept for the review of what is refused
public record LogRecord(
        int partition,
        long offset,
        Instant appendedAt,
        @Nullable WarId key,
        boolean rightPartition,
        Proof proof,
        ParsedEvent event,
        RawRecord raw) {
    /// Who signed a record.
    public enum Proof {
        GAME_SERVER,
        PROGRAM,
        /// Nobody we know.
        NONE
    }
}
