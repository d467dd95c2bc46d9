package dev.warfront.kernel.postgres;

import dev.warfront.kernel.netty.DeadlineWheel;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Lifecycle;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.TransactionDefinition;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/// A connection as a pool keeps it: whoever gets it finds no transaction in it.
///
/// Who goes away while a BEGIN is under way gives it back before that is answered. Neither the pool nor the driver know
/// then that there is something to roll back, and what the next one writes would never be committed. Of a COMMIT or
/// ROLLBACK that is not answered yet the driver believes that its transaction goes on, so the next one would get none.
/// Therefore the answer is waited for before the connection is given away again, and what is open is rolled back. If it
/// does not come, the pool drops the connection. Source: docs/adr/0028-connections-are-settled.md.
final class SettledConnection extends DelegatingConnection implements Lifecycle {
    private final Duration settledWithin;

    /// Steps of transactions that are not answered yet.
    private final AtomicInteger underWay = new AtomicInteger();

    /// Completes when all of them are.
    private volatile Mono<Void> settled = Mono.empty();

    SettledConnection(Connection connection, Duration settledWithin) {
        super(connection);
        this.settledWithin = settledWithin;
    }

    @Override
    public Mono<Void> beginTransaction() {
        return step(connection.beginTransaction());
    }

    @Override
    public Mono<Void> beginTransaction(TransactionDefinition definition) {
        return step(connection.beginTransaction(definition));
    }

    @Override
    public Mono<Void> commitTransaction() {
        return step(connection.commitTransaction());
    }

    @Override
    public Mono<Void> rollbackTransaction() {
        return step(connection.rollbackTransaction());
    }

    /// Begins a transaction, or commits the one under way.
    @Override
    public Mono<Void> setAutoCommit(boolean autoCommit) {
        return step(connection.setAutoCommit(autoCommit));
    }

    /// Error: {@link R2dbcTimeoutException} when the connection says nothing for too long.
    @Override
    public Mono<Void> postAllocate() {
        if (underWay.get() == 0 && connection.isAutoCommit()) {
            return Mono.empty();
        }
        var idle = settled.then(Mono.defer(() -> connection.isAutoCommit() ? Mono.empty() : rollbackTransaction()));
        return DeadlineWheel.within(
                settledWithin, idle, () -> new R2dbcTimeoutException("not settled within " + settledWithin));
    }

    @Override
    public Mono<Void> preRelease() {
        return Mono.empty();
    }

    /// Goes on to its end, whoever waits for it.
    private Mono<Void> step(Publisher<Void> step) {
        return Mono.defer(() -> {
            var earlier = underWay.getAndIncrement() == 0 ? Mono.<Void>empty() : settled;
            var uncancelled =
                    Mono.from(step).doOnTerminate(underWay::decrementAndGet).cache();
            settled = earlier.then(uncancelled.onErrorComplete());
            return uncancelled;
        });
    }
}
