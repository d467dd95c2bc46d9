package dev.warfront.score.kafka;

import java.util.Collection;

/// How much may wait for its flush, with keys and headers: so much of each partition, and of all together so
/// much that none is held up as long as it has less than its share.
final class WaitingBounds {
    private static final long PARTITION_BYTES_MAX = 16L * 1024 * 1024;
    private static final long ALL_BYTES_MAX = 32L * 1024 * 1024;

    private WaitingBounds() {}

    /// Whether enough of that partition waits.
    static boolean reached(AssignedPartition partition, Collection<AssignedPartition> all) {
        var bytes = partition.waitingBytes();
        if (bytes >= PARTITION_BYTES_MAX) {
            return true;
        }
        return bytes * Math.max(1, all.size()) >= ALL_BYTES_MAX
                && all.stream().mapToLong(AssignedPartition::waitingBytes).sum() >= ALL_BYTES_MAX;
    }
}
