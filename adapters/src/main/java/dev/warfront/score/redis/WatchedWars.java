package dev.warfront.score.redis;

import dev.warfront.kernel.WarId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/// Which wars have live counters that somebody reads: who does keeps `war:{id}:watched` in Redis, with an
/// expiry. Asked at most once a second per war. Any thread.
final class WatchedWars {
    private static final Duration ASKED_EVERY = Duration.ofSeconds(1);
    private static final int WARS_MAX = 10_000;

    private final ReactiveStringRedisTemplate redis;
    private final Clock clock;
    private final Map<WarId, Answer> answers = latest();

    WatchedWars(ReactiveStringRedisTemplate redis, Clock clock) {
        this.redis = redis;
        this.clock = clock;
    }

    static String key(WarId war) {
        return "war:{" + war.value() + "}:watched";
    }

    /// Those among them that somebody reads.
    Mono<Set<WarId>> among(Collection<WarId> wars) {
        return Mono.defer(() -> {
            var unknown = unknown(wars);
            return unknown.isEmpty()
                    ? Mono.just(known(wars))
                    : redis.opsForValue()
                            .multiGet(unknown.stream().map(WatchedWars::key).toList())
                            .map(values -> answered(unknown, values))
                            .map(_ -> known(wars));
        });
    }

    private synchronized List<WarId> unknown(Collection<WarId> wars) {
        var now = clock.instant();
        return wars.stream()
                .filter(war -> {
                    var answer = answers.get(war);
                    return answer == null || !now.isBefore(answer.until());
                })
                .distinct()
                .toList();
    }

    /// @param values null where there is no key
    private synchronized int answered(List<WarId> wars, List<String> values) {
        var until = clock.instant().plus(ASKED_EVERY);
        for (var i = 0; i < wars.size(); i++) {
            answers.put(wars.get(i), new Answer(Objects.nonNull(values.get(i)), until));
        }
        return wars.size();
    }

    private synchronized Set<WarId> known(Collection<WarId> wars) {
        var watched = new HashSet<WarId>();
        for (var war : wars) {
            var answer = answers.get(war);
            if (answer != null && answer.watched()) {
                watched.add(war);
            }
        }
        return watched;
    }

    private static Map<WarId, Answer> latest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<WarId, Answer> eldest) {
                return size() > WARS_MAX;
            }
        };
    }

    private record Answer(boolean watched, Instant until) {}
}
