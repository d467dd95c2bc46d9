package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.DeadlineExceeded;
import dev.warfront.kernel.netty.DeadlineWheel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/// What every statement gets: an end, a measurement, and errors that the program understands.
final class QueryGuard {
    /// The server ends a statement at the deadline and says so. Only a server that says nothing is given up by us.
    private static final Duration ROUND_TRIP = Duration.ofMillis(500);

    private final Deadline deadline;
    private final QueryLatency latency;

    QueryGuard(Deadline deadline, MeterRegistry metrics) {
        this.deadline = deadline;
        this.latency = new QueryLatency(metrics);
    }

    Deadline deadline() {
        return deadline;
    }

    /// @param statement its text, for the measurement
    /// @param execution of the statement, until the end of its last result
    <T> Flux<T> guard(String statement, Flux<T> execution) {
        return Flux.deferContextual(context -> {
            var began = System.nanoTime();
            return DeadlineWheel.within(limit(context), execution, () -> expired(statement))
                    .onErrorMap(SqlErrors::translate)
                    .doFinally(_ -> latency.record(statement, System.nanoTime() - began));
        });
    }

    /// Begin, commit, rollback and the like, which are not measured.
    Mono<Void> guard(String what, Mono<Void> step) {
        return Mono.deferContextual(context -> DeadlineWheel.within(limit(context), step, () -> expired(what)))
                .onErrorMap(SqlErrors::translate);
    }

    private Duration limit(ContextView context) {
        return deadline.operation(context).plus(ROUND_TRIP);
    }

    private static DeadlineExceeded expired(String statement) {
        return new DeadlineExceeded(QueryLatency.nameOf(statement));
    }
}
