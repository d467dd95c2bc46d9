package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event of the event log as it was found there: alone in its record, or one of a batch.
///
/// @param offset of its record in its partition
/// @param index its place in its record, from 0
/// @param appendedAt when the log took it; counts as its receipt
/// @param key the war its key names, null when the key is not the id of anything
/// @param rightPartition true when it lies in the partition where records of that key belong
/// @param proof whose signature of the record was found right
/// @param event what it says
/// @param raw its bytes as they came, kept for the review of what is refused
public record LogRecord(
        int partition,
        long offset,
        int index,
        Instant appendedAt,
        @Nullable WarId key,
        boolean rightPartition,
        Proof proof,
        ParsedEvent event,
        RawRecord raw) {
    /// The war in whose counts it stands, if there is such a war: that of its key, when it lies in that war's partition
    /// and somebody who is known has signed it. Null for none: what a stranger sends is no event of any war.
    /// Source: docs/rules/score.md, counts.
    public @Nullable WarId countedFor() {
        return rightPartition && proof != Proof.NONE ? key : null;
    }

    /// Who signed a record.
    public enum Proof {
        GAME_SERVER,
        PROGRAM,
        /// Nobody we know.
        NONE
    }
}
