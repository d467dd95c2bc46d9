package dev.warfront.score.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Partitions that were assigned together and whose places are being looked up.
record Assignment(List<AssignedPartition> partitions, CompletableFuture<Map<Integer, LogPlace>> places) {
    static Assignment of(List<AssignedPartition> partitions) {
        return new Assignment(partitions, new CompletableFuture<>());
    }

    List<Integer> numbers() {
        return partitions.stream().map(AssignedPartition::partition).toList();
    }

    /// Whether anybody still wants to know.
    boolean owned() {
        return partitions.stream().anyMatch(AssignedPartition::owned);
    }

    /// Blocks, for the one caller that cannot wait in another way. Empty when the places are not known in time.
    Map<Integer, LogPlace> await(Duration patience) {
        try {
            return places.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        }
    }
}
