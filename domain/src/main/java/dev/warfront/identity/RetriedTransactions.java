package dev.warfront.identity;

import dev.warfront.kernel.TransactionConflict;
import dev.warfront.kernel.Transactions;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// For commands that begin their own transaction, since no record of their answer is kept: one that had to give way to
/// another is run again from the start, three times at most.
final class RetriedTransactions implements Transactions {
    private static final Retry GAVE_WAY = Retry.backoff(3, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(50))
            .filter(TransactionConflict.class::isInstance)
            .onRetryExhaustedThrow((_, last) -> last.failure());

    private final Transactions transactions;

    RetriedTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> Mono<T> inTransaction(Mono<T> work) {
        return transactions.inTransaction(work).retryWhen(GAVE_WAY);
    }
}
