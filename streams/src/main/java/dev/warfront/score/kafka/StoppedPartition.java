package dev.warfront.score.kafka;

import dev.warfront.score.PartitionStop;

/// Why a partition does not go on by itself. Source: docs/rules/score.md, partitions that stop.
///
/// @param offset where it stands: nothing from there on is in the ledger
/// @param detail what failed, for an administrator
record StoppedPartition(int partition, PartitionStop.Reason reason, long offset, String detail) {}
