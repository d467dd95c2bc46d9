package dev.warfront.score.kafka;

import dev.warfront.score.PartitionStop;

/// Why a partition does not go on by itself.
///
/// @param offset before which it stands: of the record that cannot be stored, or where the log would have to
/// go on
/// @param detail what failed, for an administrator
record StoppedPartition(int partition, PartitionStop.Reason reason, long offset, String detail) {}
