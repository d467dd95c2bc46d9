package dev.warfront.kernel.postgres;

import dev.warfront.kernel.SupervisedStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Shows how many rows there are of a kind, at most a few seconds old. Every node shows the same.
public final class RowCountGauge implements SupervisedStream {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final String gauge;
    private final String count;
    private final DatabaseClient database;
    private final AtomicLong last = new AtomicLong();

    /// @param gauge name of the metric
    /// @param count SQL that answers one row of one bigint
    public RowCountGauge(String gauge, String count, DatabaseClient database, MeterRegistry metrics) {
        this.gauge = gauge;
        this.count = count;
        this.database = database;
        metrics.gauge(gauge, last);
    }

    @Override
    public String name() {
        return gauge.replace('_', '-');
    }

    @Override
    public Flux<Void> run() {
        return counted().repeatWhen(rounds -> rounds.delayElements(EVERY));
    }

    private Mono<Void> counted() {
        return database.sql(count)
                .mapValue(Long.class)
                .one()
                .doOnNext(last::set)
                .then();
    }
}
