package dev.warfront.score.kafka;

import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.PartitionState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// One ownership of a partition, from its assignment until it is revoked or found stale. Records wait in it,
/// as they came until they are decoded, then for their flush. Filled by the consumer's thread, decoded by
/// any, emptied by its flush loop.
final class AssignedPartition {
    private final int partition;
    private final ArrayDeque<ConsumerRecord<byte[], byte[]>> arrived = new ArrayDeque<>();
    private final ArrayDeque<DecodedRecord> decoded = new ArrayDeque<>();
    private final Signal arrival = new Signal();
    private final Sinks.Empty<Void> disowned = Sinks.empty();
    private int waiting;
    private long waitingBytes;
    private long decodedBytes;
    private long decodedSoFar;
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
        arrival.raise();
        // the second time is no error
        disowned.tryEmitEmpty();
    }

    /// Completes when it is owned no longer.
    Mono<Void> disowned() {
        return disowned.asMono();
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

    /// Of those that are too long as much as is kept of them.
    void add(List<ConsumerRecord<byte[], byte[]>> records) {
        synchronized (this) {
            for (var each : records) {
                var kept = RecordBounds.within(each);
                arrived.add(kept);
                waiting++;
                waitingBytes += RecordBounds.bytes(kept);
            }
        }
        arrival.raise();
    }

    /// Completes when more has arrived after this call, or it is owned no longer.
    Mono<Void> arrival() {
        return arrival.next();
    }

    /// Takes the oldest that are not decoded, so many and so many bytes at most, but one in any case; empty
    /// when there are none.
    synchronized List<ConsumerRecord<byte[], byte[]>> takeArrived(int max, long bytesMax) {
        var taken = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var bytes = 0L;
        while (!arrived.isEmpty() && taken.size() < max && bytes < bytesMax) {
            var next = arrived.remove();
            bytes += RecordBounds.bytes(next);
            taken.add(next);
        }
        return taken;
    }

    /// What was taken, decoded. In the order of the log.
    synchronized void decoded(List<DecodedRecord> records) {
        decoded.addAll(records);
        decodedSoFar += records.size();
        records.forEach(each -> decodedBytes += each.bytes());
    }

    /// Bytes, with keys and headers, that have arrived and are not decoded yet.
    synchronized long decodingBytes() {
        return waitingBytes - decodedBytes;
    }

    /// Records, since it was assigned.
    synchronized long decodedSoFar() {
        return decodedSoFar;
    }

    /// What waits for a flush from an offset on, in units of {@link DecodedRecord#weight}, as far as it is asked for.
    synchronized long weight(long from, long enough) {
        var weight = 0L;
        for (var each : decoded) {
            weight += each.offset() < from ? 0 : each.weight();
            if (weight >= enough) {
                break;
            }
        }
        return weight;
    }

    /// The oldest records for a flush from an offset on, up to that weight, but one in any case; they stay.
    ///
    /// @param fits asked of each in their order; none is taken from the first on that does not
    synchronized List<DecodedRecord> oldest(long from, long weightMax, int recordsMax, Predicate<DecodedRecord> fits) {
        var taken = new ArrayList<DecodedRecord>();
        var weight = 0L;
        for (var each : decoded) {
            if (each.offset() < from) {
                continue;
            }
            weight += each.weight();
            var isOver = weight > weightMax || taken.size() >= recordsMax || !fits.test(each);
            if (isOver && !taken.isEmpty()) {
                break;
            }
            taken.add(each);
        }
        return taken;
    }

    /// Takes away the oldest, up to an offset that is not taken.
    synchronized void removeBefore(long offset) {
        while (!decoded.isEmpty() && decoded.peek().offset() < offset) {
            var bytes = decoded.remove().bytes();
            waiting--;
            waitingBytes -= bytes;
            decodedBytes -= bytes;
        }
    }

    /// Records.
    synchronized int waiting() {
        return waiting;
    }

    /// With keys and headers.
    synchronized long waitingBytes() {
        return waitingBytes;
    }
}
