package dev.warfront.kernel.postgres;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// What is to happen when, and only when, the transaction has committed. The program may die in between, so
/// this is for notices to those who would look a little later anyway.
public final class AfterCommit {
    private static final Logger log = LoggerFactory.getLogger(AfterCommit.class);

    private AfterCommit() {}

    /// Fails when there is no transaction. The action must be short and must not block or throw.
    public static Mono<Void> run(Runnable action) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new Action(action)))
                .then();
    }

    /// Fails when the subscriber is not inside a transaction.
    public static Mono<Void> requireTransaction() {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> {
                    if (!transaction.isActualTransactionActive()) {
                        throw new IllegalStateException("no transaction is active");
                    }
                })
                .then();
    }

    private record Action(Runnable action) implements TransactionSynchronization {
        @Override
        public Mono<Void> afterCommit() {
            return Mono.<Void>fromRunnable(action)
                    .doOnError(failure -> log.error("an action after a commit failed", failure))
                    .onErrorComplete();
        }
    }
}
