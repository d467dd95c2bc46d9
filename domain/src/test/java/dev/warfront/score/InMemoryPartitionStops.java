package dev.warfront.score;

import dev.warfront.kernel.StaleWrite;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/// Stopped partitions in memory, with where their partitions go on. For tests of other rooms too.
public final class InMemoryPartitionStops implements PartitionStops {
    private final Map<Integer, PartitionStop> stops = new HashMap<>();
    private final Map<Integer, Long> next = new HashMap<>();
    private final List<ReviewRow> reviews = new ArrayList<>();

    /// A partition goes on there.
    public void moveTo(int partition, long offset) {
        next.put(partition, offset);
    }

    public long next(int partition) {
        return next.getOrDefault(partition, 0L);
    }

    /// What was skipped.
    public List<ReviewRow> reviews() {
        return List.copyOf(reviews);
    }

    @Override
    public Mono<Void> put(PartitionStop stop) {
        return Mono.fromRunnable(() -> stops.merge(
                stop.partition(),
                stop,
                (before, now) -> before.offset() == now.offset()
                        ? new PartitionStop(
                                now.partition(),
                                now.offset(),
                                now.reason(),
                                now.detail(),
                                now.war(),
                                now.record(),
                                before.since())
                        : now));
    }

    @Override
    public Mono<Void> remove(int partition, long offset) {
        return Mono.fromRunnable(
                () -> stops.computeIfPresent(partition, (_, stop) -> stop.offset() == offset ? null : stop));
    }

    @Override
    public Mono<List<PartitionStop>> all() {
        return Mono.fromSupplier(() -> stops.values().stream()
                .filter(this::stands)
                .sorted(Comparator.comparingInt(PartitionStop::partition))
                .toList());
    }

    private boolean stands(PartitionStop stop) {
        return next(stop.partition()) <= stop.offset();
    }

    @Override
    public Mono<PartitionStop> lock(int partition) {
        return Mono.fromSupplier(() -> stops.get(partition)).filter(this::stands);
    }

    @Override
    public Mono<Void> skip(PartitionStop stop) {
        return Mono.fromRunnable(() -> {
            if (!stands(stop)) {
                throw new StaleWrite("the offset of partition " + stop.partition());
            }
            moveTo(stop.partition(), stop.offset() + 1);
            reviews.add(ReviewRow.skipped(stop));
            stops.remove(stop.partition());
        });
    }
}
