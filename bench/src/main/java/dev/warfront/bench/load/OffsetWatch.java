package dev.warfront.bench.load;

import dev.warfront.bench.stage.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;

/// Looks past the program, again and again, how far the ledger is in each partition, and remembers when it moved.
final class OffsetWatch implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final ScoreOffsets offsets;
    /// By partition: when it was first seen to have a next offset.
    private final Map<Integer, NavigableMap<Long, Long>> moves = new ConcurrentHashMap<>();
    private final Repetition looking;

    OffsetWatch(Stage.Database database) {
        this.offsets = new ScoreOffsets(database);
        this.looking = new Repetition("offset-watch", POLL, this::look);
    }

    /// When a partition moved for the first time after an instant; waits for it.
    long firstMove(int partition, long afterNanos) {
        return await(
                partition,
                moved -> moved.values().stream()
                        .filter(nanos -> nanos > afterNanos)
                        .findFirst());
    }

    /// When the ledger had what lies at an offset; waits for it.
    long seen(int partition, long offset) {
        return await(
                partition,
                moved -> Optional.ofNullable(moved.higherEntry(offset)).map(Map.Entry::getValue));
    }

    @Override
    public void close() {
        looking.close();
        offsets.close();
    }

    private long await(int partition, Function<NavigableMap<Long, Long>, Optional<Long>> look) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var found = look.apply(of(partition));
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("partition %d did not go on in %s".formatted(partition, PATIENCE));
            }
            Pause.of(POLL);
        }
    }

    private void look() {
        offsets.read().forEach((partition, place) -> {
            var _ = of(partition).putIfAbsent(place.next(), System.nanoTime());
        });
    }

    private NavigableMap<Long, Long> of(int partition) {
        return moves.computeIfAbsent(partition, _ -> new ConcurrentSkipListMap<>());
    }
}
