package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A log partition that does not go on by itself, and the record before which it stands. Its neighbours go
/// on. Source: docs/rules/score.md, partitions that stop.
///
/// @param offset of the record; nothing from there on is in the ledger
/// @param detail what failed, for an administrator
/// @param war the war its key names; null when that is none
/// @param record as the log has it; without anything where the log itself is what is wrong
/// @param since when it stopped before that record
public record PartitionStop(
        int partition,
        long offset,
        Reason reason,
        String detail,
        @Nullable WarId war,
        RawRecord record,
        Instant since) {
    /// Longer details are cut.
    public static final int DETAIL_MAX = 200;

    public PartitionStop {
        detail = detail.length() <= DETAIL_MAX ? detail : detail.substring(0, DETAIL_MAX);
    }

    /// Whether it can go on behind the offset before which it stands.
    boolean skippable() {
        return switch (reason) {
            case REFUSED, FAILING, LOG_OUTRUN -> true;
            case LOG_TRUNCATED, LOG_RECREATED -> false;
        };
    }

    /// Why a partition does not go on.
    public enum Reason {
        /// Its record cannot be stored, also by itself.
        REFUSED,
        /// Storing it failed again and again, while the store took what came from others.
        FAILING,
        /// The log ends before what was read of it: records were lost there.
        LOG_TRUNCATED,
        /// The log is another one than that which was read.
        LOG_RECREATED,
        /// The log has dropped records before they were read.
        LOG_OUTRUN
    }
}
