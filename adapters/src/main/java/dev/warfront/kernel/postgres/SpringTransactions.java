package dev.warfront.kernel.postgres;

import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.Unavailable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/// Transactions of PostgreSQL, read committed; an outer one is joined.
@Component
public final class SpringTransactions implements Transactions {

    private final TransactionalOperator operator;

    public SpringTransactions(ReactiveTransactionManager manager) {
        this.operator = TransactionalOperator.create(manager);
    }

    @Override
    public <T> Mono<T> inTransaction(Mono<T> work) {
        return Mono.deferContextual(context ->
                        TransactionConnection.of(context).isPresent() ? operator.transactional(work) : begin(work))
                .onErrorMap(CannotCreateTransactionException.class, SpringTransactions::reason);
    }

    /// Whoever joins it later leaves its connection to it.
    private <T> Mono<T> begin(Mono<T> work) {
        return Mono.usingWhen(
                Mono.fromSupplier(TransactionConnection::new),
                connection -> operator.transactional(work).contextWrite(connection::in),
                _ -> Mono.empty(),
                (_, _) -> Mono.empty(),
                TransactionConnection::abandon);
    }

    private static Throwable reason(CannotCreateTransactionException failure) {
        return failure.getCause() instanceof Unavailable unavailable ? unavailable : failure;
    }
}
