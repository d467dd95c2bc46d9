package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.SupervisedStream;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Shows how many wars are ACTIVE, at most a few seconds old.
@Component
final class WarCensus implements SupervisedStream {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private static final String COUNT = "select count(*) as active from clan_wars where status = 'ACTIVE'";

    private final DatabaseClient database;
    private final Duration deadline;
    private final AtomicLong active = new AtomicLong();

    WarCensus(DatabaseClient database, Deadline deadline, MeterRegistry registry) {
        this.database = database;
        this.deadline = deadline.operation();
        registry.gauge("war_active_wars", active);
    }

    @Override
    public String name() {
        return "war-census";
    }

    @Override
    public Flux<Void> run() {
        return count().repeatWhen(rounds -> rounds.delayElements(EVERY));
    }

    private Mono<Void> count() {
        return database.sql(COUNT)
                .map(row -> required(row, "active", Long.class))
                .one()
                .doOnNext(active::set)
                .timeout(deadline)
                .then();
    }
}
