package dev.warfront.score.kafka;

import dev.warfront.score.PartitionStop;

/// Why a partition does not go on by itself. Source: docs/rules/score.md, partitions that stop.
///
/// @param offset before which it stands: it can go on behind it, unless the log is what is wrong
/// @param detail what failed, for an administrator
record StoppedPartition(int partition, PartitionStop.Reason reason, long offset, String detail) {}
