package dev.warfront.score.kafka;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.kafka.KafkaCluster;
import dev.warfront.kernel.kafka.OffsetRange;
import dev.warfront.score.LogPositions;
import dev.warfront.score.LogPositions.Position;
import dev.warfront.score.ScoreLog;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Looks up where partitions of the log go on: the stored offset, never the group's, held against what the log holds.
@Component
final class LogPlaces {
    private final KafkaCluster cluster;
    private final LogPositions positions;

    LogPlaces(KafkaCluster cluster, LogPositions positions) {
        this.cluster = cluster;
        this.positions = positions;
    }

    /// The id of the log as it is now.
    Mono<UUID> log() {
        return cluster.topicId(ScoreLog.FEED);
    }

    /// All of them, or an error. What had no log yet, or was never begun, has both afterwards.
    Mono<Found> of(Collection<Integer> partitions) {
        return log().flatMap(log -> positions
                .of(partitions)
                .flatMap(stored -> cluster.ranges(ScoreLog.FEED, partitions)
                        .map(ranges -> places(partitions, stored, log, ranges))
                        .flatMap(places -> begin(places, stored, log).thenReturn(new Found(log, places)))));
    }

    private static Map<Integer, LogPlace> places(
            Collection<Integer> partitions, Map<Integer, Position> stored, UUID log, Map<Integer, OffsetRange> ranges) {
        var places = new HashMap<Integer, LogPlace>();
        partitions.forEach(
                each -> places.put(each, LogPlace.of(each, stored.get(each), log, requireNonNull(ranges.get(each)))));
        return places;
    }

    private Mono<Void> begin(Map<Integer, LogPlace> places, Map<Integer, Position> stored, UUID log) {
        var begun = new HashMap<Integer, Long>();
        places.forEach((partition, place) -> {
            var known = stored.get(partition);
            if (place.stopped() == null && (known == null || known.log() == null)) {
                begun.put(partition, place.next());
            }
        });
        return begun.isEmpty() ? Mono.empty() : positions.begin(begun, log);
    }

    /// Where partitions go on.
    ///
    /// @param log id of the log that was looked at
    record Found(UUID log, Map<Integer, LogPlace> places) {}
}
