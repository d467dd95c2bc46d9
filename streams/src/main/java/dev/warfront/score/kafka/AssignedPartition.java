package dev.warfront.score.kafka;

import dev.warfront.score.PartitionState;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// One ownership of a partition, from its assignment until it is revoked or found stale. Records wait in it for
/// their flush. Filled by the consumer's thread, emptied by its flush loop.
final class AssignedPartition {
    private final int partition;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private volatile boolean owned = true;
    private volatile @Nullable StoppedPartition stopped;
    private volatile @Nullable PartitionState restored;
    private volatile @Nullable PartitionState state;
    /// Of the consumer's thread only: whether it was set to where the partition goes on.
    private boolean positioned;

    AssignedPartition(int partition) {
        this.partition = partition;
    }

    int partition() {
        return partition;
    }

    boolean owned() {
        return owned;
    }

    /// Nothing of it is flushed any more. Any thread.
    void disown() {
        owned = false;
    }

    /// It does not go on by itself. Any thread.
    void stopped(StoppedPartition why) {
        stopped = why;
    }

    /// Null while it goes on.
    @Nullable
    StoppedPartition stopped() {
        return stopped;
    }

    /// Null until its flush loop has opened it.
    @Nullable
    PartitionState state() {
        return state;
    }

    /// It can be opened with that.
    void restored(PartitionState ready) {
        restored = ready;
    }

    /// Opens it when it was restored. Of its flush loop only.
    void open() {
        var ready = restored;
        if (state == null && ready != null) {
            state = ready.open();
            restored = null;
        }
    }

    boolean positioned() {
        return positioned;
    }

    void position() {
        positioned = true;
    }

    synchronized void add(List<ConsumerRecord<byte[], byte[]>> records) {
        for (var each : records) {
            waiting.add(each);
            waitingBytes += bytes(each);
        }
    }

    /// The oldest waiting records, at most so many; they stay.
    synchronized List<ConsumerRecord<byte[], byte[]>> oldest(int max) {
        return waiting.stream().limit(max).toList();
    }

    /// Takes away the oldest, up to an offset that is not taken.
    synchronized void removeBefore(long offset) {
        while (!waiting.isEmpty() && waiting.peek().offset() < offset) {
            waitingBytes -= bytes(waiting.remove());
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    synchronized long waitingBytes() {
        return waitingBytes;
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> each) {
        return (long) Math.max(0, each.serializedKeySize()) + Math.max(0, each.serializedValueSize());
    }
}
