package dev.warfront.audit;

import dev.warfront.kernel.Page;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.StaleWrite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// All entries in memory. Nobody else holds its head.
public final class InMemoryAuditLog implements AuditLog, AuditChain {
    private final List<AuditEntry> entries = new ArrayList<>();
    private final Map<UUID, ChainLink> links = new HashMap<>();
    private ChainHead head = ChainHead.START;

    /// What was appended, in order.
    public synchronized List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    @Override
    public Mono<Void> append(AuditEntry entry) {
        return Mono.fromRunnable(() -> {
            synchronized (this) {
                entries.add(entry);
            }
        });
    }

    /// Its cursor is the number of entries that were shown.
    @Override
    public Mono<Page<LoggedEntry>> page(Filter filter, PageRequest page) {
        return Mono.fromSupplier(() -> {
            var from = page.cursor() == null ? 0 : Integer.parseInt(page.cursor());
            var found = wanted(filter).stream().skip(from).toList();
            return found.size() <= page.limit()
                    ? new Page<>(found, null)
                    : new Page<>(found.subList(0, page.limit()), Integer.toString(from + page.limit()));
        });
    }

    private synchronized List<LoggedEntry> wanted(Filter filter) {
        return entries.stream()
                .filter(entry -> filter.actor() == null
                        || filter.actor().equals(entry.by().id()))
                .filter(entry -> filter.action() == null || filter.action().equals(entry.action()))
                .filter(entry -> filter.target() == null
                        || filter.target().equals(entry.target().id()))
                .filter(entry -> filter.from() == null || !entry.at().isBefore(filter.from()))
                .filter(entry -> filter.until() == null || entry.at().isBefore(filter.until()))
                .sorted(Comparator.comparing(AuditEntry::at).reversed())
                .map(entry -> new LoggedEntry(entry, links.get(entry.id())))
                .toList();
    }

    @Override
    public Mono<ChainHead> head() {
        return Mono.fromSupplier(this::currentHead);
    }

    private synchronized ChainHead currentHead() {
        return head;
    }

    @Override
    public Mono<ChainHead> lockHead() {
        return head();
    }

    @Override
    public Mono<List<AuditEntry>> unchained(int max) {
        return Mono.fromSupplier(() -> unlinked().stream().limit(max).toList());
    }

    private synchronized List<AuditEntry> unlinked() {
        return entries.stream()
                .filter(entry -> !links.containsKey(entry.id()))
                .sorted(Comparator.comparing(AuditEntry::at))
                .toList();
    }

    @Override
    public Mono<Void> add(ChainHead before, List<Linked> added) {
        return Mono.fromRunnable(() -> link(before, added));
    }

    private synchronized void link(ChainHead before, List<Linked> added) {
        if (!head.equals(before)
                || added.stream()
                        .anyMatch(each -> links.containsKey(each.entry().id()))) {
            throw new StaleWrite("audit entries behind " + before);
        }
        added.forEach(each -> links.put(each.entry().id(), each.link()));
        head = added.getLast().link().head();
    }

    /// None grows old here.
    @Override
    public Mono<Duration> oldestUnchained() {
        return Mono.defer(() -> unlinked().isEmpty() ? Mono.empty() : Mono.just(Duration.ZERO));
    }
}
