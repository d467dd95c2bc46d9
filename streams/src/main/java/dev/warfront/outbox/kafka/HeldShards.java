package dev.warfront.outbox.kafka;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The shards this node may relay now: those it holds for longer than a margin, less those it is busy with.
final class HeldShards {

    /// A row must not be read so late that another node could read it too before it is sent.
    private static final Duration MARGIN = Duration.ofMillis(500);

    private final Set<Integer> busy = ConcurrentHashMap.newKeySet();

    private volatile Held held = new Held(Set.of(), 0);

    private record Held(Set<Integer> shards, long untilNanos) {}

    /// @param askedAt the nano time before the database was asked
    void hold(Set<Integer> shards, long askedAt, Duration ttl) {
        held = new Held(Set.copyOf(shards), askedAt + ttl.minus(MARGIN).toNanos());
    }

    boolean holds(int shard) {
        return current().contains(shard);
    }

    Set<Integer> current() {
        var now = held;
        return System.nanoTime() - now.untilNanos() < 0 ? now.shards() : Set.of();
    }

    Set<Integer> free() {
        var free = new HashSet<>(current());
        free.removeAll(busy);
        return free;
    }

    boolean begin(int shard) {
        return busy.add(shard);
    }

    void end(int shard) {
        busy.remove(shard);
    }
}
