package dev.warfront.score.kafka;

import dev.warfront.score.BatchDecision;
import dev.warfront.score.BatchDecision.EventResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// What the pipeline shows of itself. Names: docs/rules/score.md, metrics.
@Component
final class PipelineMetrics {
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Timer latency;
    private final AtomicLong lag;
    private final Map<EventResult, Counter> events = new ConcurrentHashMap<>();
    private final Map<FlushLoop, Window> windows = new ConcurrentHashMap<>();
    private final Map<FlushLoop, Integer> feeds = new ConcurrentHashMap<>();

    PipelineMetrics(MeterRegistry metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
        latency = Timer.builder("war_score_update_latency")
                .description("from an event's receipt to its commit")
                .register(metrics);
        lag = new AtomicLong();
        metrics.gauge("war_consumer_lag", lag);
        metrics.gauge(
                "war_score_feed_waiting",
                feeds,
                all -> all.values().stream().mapToInt(Integer::intValue).sum());
        metrics.gauge("war_score_horizon_events", this, PipelineMetrics::windowEvents);
        metrics.gauge("war_score_horizon_shortened_seconds", this, PipelineMetrics::shortened);
    }

    void committed(List<BatchDecision> decisions) {
        var now = clock.instant();
        for (var each : decisions) {
            each.results().forEach((result, count) -> counter(result).increment(count));
            each.rows().forEach(row -> latency.record(Duration.between(row.receivedAt(), now)));
        }
    }

    private Counter counter(EventResult result) {
        return events.computeIfAbsent(
                result,
                each -> Counter.builder("war_score_events_total")
                        .tag("status", each.status().name())
                        .tag("code", each.code() == null ? "NONE" : each.code().name())
                        .register(metrics));
    }

    /// Records that are in the log and not yet in the ledger.
    void lag(long records) {
        lag.set(records);
    }

    void window(FlushLoop loop, int size, Optional<Instant> floor) {
        windows.put(loop, new Window(size, floor));
    }

    /// Items of the feed that are held in memory until they are published.
    void feed(FlushLoop loop, int items) {
        feeds.put(loop, items);
    }

    private double windowEvents() {
        return windows.values().stream().mapToInt(Window::size).sum();
    }

    /// Age of the newest event that was dropped too early, 0 while none was: what is older is refused as too old.
    private double shortened() {
        return windows.values().stream()
                .flatMap(each -> each.floor().stream())
                .mapToDouble(floor -> Duration.between(floor, clock.instant()).toMillis() / 1_000.0)
                .min()
                .orElse(0);
    }

    private record Window(int size, Optional<Instant> floor) {}
}
