package dev.warfront.audit;

import dev.warfront.audit.AuditChain.Linked;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import reactor.core.publisher.Mono;

/// Chains what is not chained yet, some at a time. Many may try at once, also on other nodes: one does it,
/// and what its end left undone the next one does. Source: docs/rules/audit.md, the chain.
@DomainService
public final class ChainEntries {
    /// Entries in one transaction.
    public static final int ROUND_MAX = 500;

    /// An entry that is not chained for longer waits for nobody: the chaining stands, or somebody keeps it
    /// away.
    public static final Duration LATE = Duration.ofSeconds(10);

    private final AuditChain chain;
    private final Transactions transactions;

    public ChainEntries(AuditChain chain, Transactions transactions) {
        this.chain = chain;
        this.transactions = transactions;
    }

    /// The number of entries chained: with {@link #ROUND_MAX} there may be more. Zero while another one
    /// chains.
    public Mono<Integer> round() {
        return chain.lockHead()
                .flatMap(head -> chain.unchained(ROUND_MAX)
                        .filter(entries -> !entries.isEmpty())
                        .flatMap(entries ->
                                chain.add(head, linked(head, entries)).thenReturn(entries.size())))
                .defaultIfEmpty(0)
                .as(transactions::inTransaction);
    }

    private static List<Linked> linked(ChainHead head, List<AuditEntry> entries) {
        var linked = new ArrayList<Linked>(entries.size());
        var last = head;
        for (var entry : entries) {
            var link = ChainLink.of(last, entry);
            linked.add(new Linked(entry, link));
            last = link.head();
        }
        return linked;
    }
}
