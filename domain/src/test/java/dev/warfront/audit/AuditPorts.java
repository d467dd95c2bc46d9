package dev.warfront.audit;

import dev.warfront.kernel.Transactions;
import java.util.Objects;
import reactor.core.publisher.Mono;

/// The ports of the context over one store, for the contracts.
public record AuditPorts(AuditLog log, AuditChain chain, Transactions transactions) {
    public static AuditPorts inMemory(Transactions transactions) {
        var store = new InMemoryAuditLog();
        return new AuditPorts(store, store, transactions);
    }

    /// What a transaction answers.
    public <T> T run(Mono<T> work) {
        return Objects.requireNonNull(work.as(transactions::inTransaction).block(TestAudit.PATIENCE));
    }

    public void append(AuditEntry... entries) {
        for (var entry : entries) {
            log.append(entry).as(transactions::inTransaction).block(TestAudit.PATIENCE);
        }
    }

    /// Chains all that there is.
    public void chainAll() {
        var entries = new ChainEntries(chain, transactions);
        while (Objects.requireNonNull(entries.round().block(TestAudit.PATIENCE)) > 0) {
            // the next ones
        }
    }
}
