package dev.warfront.config;

import dev.warfront.kernel.http.OperatorPage;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// What is measured, as Prometheus reads it. On a thread of its own, since some gauges read files.
final class MetricsPage implements OperatorPage, AutoCloseable {
    static final String PATH = "/actuator/prometheus";

    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final int WAITING_MAX = 16;

    private final PrometheusMeterRegistry metrics;
    private final Scheduler reader = Schedulers.newBoundedElastic(1, WAITING_MAX, "metrics");

    MetricsPage(PrometheusMeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public Mono<Content> at(String path) {
        return path.equals(PATH) ? Mono.fromSupplier(this::content).subscribeOn(reader) : Mono.empty();
    }

    private Content content() {
        return new Content(200, TYPE, metrics.scrape(TYPE).getBytes(StandardCharsets.UTF_8));
    }

    /// Its thread ends; what is asked from then on fails.
    @Override
    public void close() {
        reader.dispose();
    }
}
