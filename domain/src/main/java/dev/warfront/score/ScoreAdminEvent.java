package dev.warfront.score;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What administrators did to the pipeline of scores, for audits.
public sealed interface ScoreAdminEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.ops";

    /// A stopped partition was let go on behind a record.
    ///
    /// @param war the war its key names; null when that is none
    /// @param stopped why it had stopped
    /// @param reason in the administrator's words
    record RecordSkipped(
            int partition,
            long offset,
            @Nullable WarId war,
            PartitionStop.Reason stopped,
            String reason,
            PlayerId by,
            Instant occurredAt)
            implements ScoreAdminEvent {}
}
