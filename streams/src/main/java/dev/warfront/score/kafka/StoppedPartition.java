package dev.warfront.score.kafka;

/// Why a partition does not go on by itself. Source: docs/rules/score.md, partitions that stop.
///
/// @param offset where it stands: nothing from there on is in the ledger
/// @param detail for an administrator
record StoppedPartition(int partition, Reason reason, long offset, String detail) {
    enum Reason {
        /// The log ends before what was read of it: records were lost there.
        LOG_TRUNCATED,
        /// The log is another one than that which was read.
        LOG_RECREATED,
        /// The log has dropped records before they were read.
        LOG_OUTRUN
    }
}
