package dev.warfront.kernel.rsocket;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Figures of streams and connections.
@Component
public final class StreamMetrics {
    private final MeterRegistry metrics;
    private final Clock clock;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Counter resets;
    private final Counter slowConsumers;
    private final Counter refusedConnections;
    private final Timer latency;

    public StreamMetrics(MeterRegistry metrics, Clock clock, FrameCodec codec, HeldBytes held) {
        this.metrics = metrics;
        this.clock = clock;
        metrics.gauge("war.stream.connections", connections);
        metrics.gauge("war.stream.subscriptions", subscriptions);
        metrics.gauge("war.stream.held.bytes", held, HeldBytes::total);
        metrics.more().counter("war.stream.frames.encoded", List.of(), codec, FrameCodec::framesEncoded);
        resets = metrics.counter("war.stream.resets");
        slowConsumers = metrics.counter("war.slow.consumers");
        refusedConnections = metrics.counter("war.stream.connections.refused");
        latency = Timer.builder("war.stream.latency")
                .description("from the change to the frame handed to a connection")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(metrics);
    }

    /// Open connections on both transports.
    public int connections() {
        return connections.get();
    }

    /// Subscriptions that are under way.
    public int subscriptions() {
        return subscriptions.get();
    }

    void connected() {
        connections.incrementAndGet();
    }

    void disconnected() {
        connections.decrementAndGet();
    }

    void refused() {
        refusedConnections.increment();
    }

    /// A connection was ended for what its client did.
    ///
    /// @param code one of ours, as the client was told it
    void ended(String code) {
        metrics.counter("war.stream.connections.ended", "code", code).increment();
    }

    void subscribed() {
        subscriptions.incrementAndGet();
    }

    void unsubscribed() {
        subscriptions.decrementAndGet();
    }

    void reset() {
        resets.increment();
    }

    void slowConsumer() {
        slowConsumers.increment();
    }

    void delivered(Instant changedAt) {
        var age = Duration.between(changedAt, clock.instant());
        latency.record(age.isNegative() ? Duration.ZERO : age);
    }
}
