package dev.warfront.score.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// What this node owns of the log now. Of the consumer's thread only.
final class LogAssignments {
    private final List<FlushLoop> loops;
    private final Map<Integer, AssignedPartition> assigned = new HashMap<>();

    LogAssignments(List<FlushLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    /// They are owned from now on; nothing of them is taken before they have a place.
    Assignment assign(List<Integer> partitions) {
        var assignment =
                Assignment.of(partitions.stream().map(AssignedPartition::new).toList());
        assignment.partitions().forEach(each -> assigned.put(each.partition(), each));
        return assignment;
    }

    /// Begins those that have no place yet and are still owned.
    ///
    /// @param seek sets a partition to an offset
    void place(Assignment assignment, Map<Integer, LogPlace> places, BiConsumer<Integer, Long> seek) {
        for (var ownership : assignment.partitions()) {
            var place = places.get(ownership.partition());
            if (place != null && assigned.get(ownership.partition()) == ownership && !placed(ownership)) {
                place(ownership, place, seek);
            }
        }
    }

    private static boolean placed(AssignedPartition ownership) {
        return ownership.positioned() || ownership.stopped() != null;
    }

    private void place(AssignedPartition ownership, LogPlace place, BiConsumer<Integer, Long> seek) {
        var why = place.stopped();
        if (why == null) {
            seek.accept(ownership.partition(), place.next());
            ownership.position();
        } else {
            ownership.stopped(why);
        }
        loopOf(ownership).add(ownership);
    }

    /// Records of one partition, in their order.
    ///
    /// @return false when enough of it waits
    boolean queue(int partition, List<? extends ConsumerRecord<byte[], byte[]>> records) {
        var ownership = assigned.get(partition);
        if (ownership == null || !ownership.positioned()) {
            return true;
        }
        ownership.add(new ArrayList<>(records));
        loopOf(ownership).signal();
        return !loopOf(ownership).full(ownership);
    }

    /// Whether more of it is wanted now. While it is opened none is: what waited there would fill its loop.
    boolean takes(int partition) {
        var ownership = assigned.get(partition);
        return ownership != null
                && ownership.owned()
                && ownership.positioned()
                && ownership.state() != null
                && !loopOf(ownership).full(ownership);
    }

    /// Which of these have to be begun anew, because their flush loop has given them up.
    List<Integer> lost(Collection<Integer> partitions) {
        return partitions.stream().filter(this::isLost).sorted().toList();
    }

    private boolean isLost(int partition) {
        var ownership = assigned.get(partition);
        return ownership == null || !ownership.owned();
    }

    /// Records that wait for a flush.
    long waiting() {
        return assigned.values().stream().mapToLong(AssignedPartition::waiting).sum();
    }

    void disownAll() {
        disown(List.copyOf(assigned.keySet()));
    }

    void disown(Collection<Integer> partitions) {
        for (var each : partitions) {
            var ownership = assigned.remove(each);
            if (ownership != null) {
                ownership.disown();
                loopOf(ownership).signal();
            }
        }
    }

    private FlushLoop loopOf(AssignedPartition ownership) {
        return loops.get(ownership.partition() % loops.size());
    }
}
