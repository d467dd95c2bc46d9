package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.war.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A ledger in memory, what it adds up to, and its transactions, one at a time.
final class InMemoryLedger implements Ledger, VerifiedSums, Transactions {
    private Stored stored = new Stored(Map.of(), List.of(), List.of(), Map.of(), Map.of());

    /// All of it; a transaction that fails puts back what was before.
    private record Stored(
            Map<Integer, Offsets> offsets,
            List<LedgerRow> rows,
            List<ReviewRow> reviews,
            Map<WarId, WarTotals> totals,
            Map<WarId, List<LedgerRow>> verified) {
        private Stored {
            offsets = Map.copyOf(offsets);
            rows = List.copyOf(rows);
            reviews = List.copyOf(reviews);
            totals = Map.copyOf(totals);
            verified = Map.copyOf(verified);
        }

        private Stored with(Map<Integer, Offsets> moved) {
            return new Stored(moved, rows, reviews, totals, verified);
        }

        private Stored with(WarId war, WarTotals corrected) {
            var all = new HashMap<>(totals);
            all.put(war, corrected);
            return new Stored(offsets, rows, reviews, all, verified);
        }

        private Stored withVerified(WarId war, List<LedgerRow> added) {
            var all = new HashMap<>(verified);
            all.put(war, added);
            return new Stored(offsets, rows, reviews, totals, all);
        }
    }

    private record Offsets(
            long next, long published, @Nullable Instant received) {
        private static final Offsets NEW = new Offsets(0, 0, null);
    }

    @Override
    public <T> Mono<T> inTransaction(Mono<T> work) {
        return Mono.defer(() -> {
            var before = stored;
            return work.doOnError(_ -> stored = before).doOnCancel(() -> stored = before);
        });
    }

    @Override
    public Mono<Start> start(int partition) {
        return Mono.fromSupplier(
                () -> new Start(offsets(partition).next(), offsets(partition).published()));
    }

    private Offsets offsets(int partition) {
        return stored.offsets().getOrDefault(partition, Offsets.NEW);
    }

    @Override
    public Flux<SeenSlice> seenEvents(int partition, int limit) {
        return Flux.defer(() -> {
            var rows = stored.rows().stream()
                    .filter(row -> row.partition() == partition && !row.part())
                    .map(row -> Map.entry(
                            row.offset(),
                            new SeenEvent(row.eventId(), row.payloadHash(), null, row.occurredAt(), row.receivedAt())));
            var reviews = stored.reviews().stream()
                    .filter(row -> row.partition() == partition
                            && row.eventId() != null
                            && row.code().isRepeatable())
                    .map(row -> Map.entry(row.offset(), seen(row)));
            var all = Stream.concat(rows, reviews)
                    .sorted(Comparator.comparing(Map.Entry::getKey))
                    .map(Map.Entry::getValue)
                    .toList();
            return Flux.fromIterable(all.subList(Math.max(0, all.size() - limit), all.size())
                            .reversed())
                    .map(List::of)
                    .map(SeenSlice::of);
        });
    }

    /// The rows are as fast.
    @Override
    public Mono<Void> keep(SeenStretch stretch) {
        return Mono.empty();
    }

    private static SeenEvent seen(ReviewRow row) {
        var id = row.eventId();
        if (id == null) {
            throw new IllegalStateException("no id at " + row.offset());
        }
        var occurred = row.occurredAt();
        return new SeenEvent(
                id, row.payloadHash(), row.code(), occurred == null ? row.receivedAt() : occurred, row.receivedAt());
    }

    @Override
    public Mono<Void> moveOffsets(List<Batch> batches) {
        return Mono.fromRunnable(() -> {
            var lost = batches.stream()
                    .filter(each -> offsets(each.state().partition()).next()
                            != each.state().next())
                    .map(each -> each.state().partition())
                    .collect(Collectors.toSet());
            if (!lost.isEmpty()) {
                throw new StaleOwner(lost);
            }
            var moved = new HashMap<>(stored.offsets());
            batches.forEach(each -> moved.put(
                    each.state().partition(),
                    new Offsets(each.next(), offsets(each.state().partition()).published(), each.received())));
            stored = stored.with(moved);
        });
    }

    @Override
    public Mono<Map<UUID, Long>> derived(Collection<UUID> eventIds) {
        return Mono.fromSupplier(() -> stored.rows().stream()
                .filter(row -> !row.type().fromGameServers() && eventIds.contains(row.eventId()))
                .collect(Collectors.toMap(LedgerRow::eventId, LedgerRow::payloadHash)));
    }

    @Override
    public Mono<Map<WarId, WarTotals>> totals(Collection<WarId> wars) {
        return Mono.fromSupplier(() -> {
            var found = new HashMap<WarId, WarTotals>();
            stored.totals().forEach((war, totals) -> {
                if (wars.contains(war)) {
                    found.put(war, new WarTotals(totals.state(), part(totals, key -> key.scope() != Scope.BATTLE)));
                }
            });
            return found;
        });
    }

    @Override
    public Mono<Map<TotalKey, Tally>> battleTotals(Collection<ScoredBattle> battles) {
        return Mono.fromSupplier(() -> {
            var found = new HashMap<TotalKey, Tally>();
            for (var battle : battles) {
                var totals = stored.totals().get(battle.war());
                if (totals != null) {
                    found.putAll(part(totals, key -> key.scope() == Scope.BATTLE && isOf(battle, key)));
                }
            }
            return found;
        });
    }

    private static boolean isOf(ScoredBattle battle, TotalKey key) {
        return key.id().equals(battle.id().value());
    }

    private static Map<TotalKey, Tally> part(WarTotals totals, Predicate<TotalKey> wanted) {
        return totals.totals().entrySet().stream()
                .filter(each -> wanted.test(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Override
    public Mono<Void> store(List<BatchDecision> decisions) {
        return Mono.fromRunnable(() -> decisions.forEach(this::store));
    }

    private void store(BatchDecision decision) {
        var stale = decision.wars().stream()
                .map(WarTotals::state)
                .filter(state -> state(state.war()).epoch() != state.epoch())
                .map(ScoreState::war)
                .collect(Collectors.toSet());
        if (!stale.isEmpty()) {
            throw new StaleTotals(stale);
        }
        var rows = new ArrayList<>(stored.rows());
        rows.addAll(decision.rows());
        var reviews = new ArrayList<>(stored.reviews());
        decision.reviews().forEach(each -> reviews.add(each.asKept()));
        var totals = new HashMap<>(stored.totals());
        decision.wars().forEach(each -> totals.merge(each.state().war(), each, InMemoryLedger::merged));
        stored = new Stored(stored.offsets(), rows, reviews, totals, stored.verified());
    }

    List<LedgerRow> rows() {
        return stored.rows();
    }

    List<ReviewRow> reviews() {
        return stored.reviews();
    }

    private ScoreState state(WarId war) {
        var known = stored.totals().get(war);
        return known == null ? ScoreState.fresh(war) : known.state();
    }

    @Override
    public Mono<Progress> addOn(WarId war, int rowsMax) {
        return Mono.fromSupplier(() -> {
            var added = stored.verified().getOrDefault(war, List.of());
            var next = Stream.concat(
                            added.stream(),
                            ledger(war).stream()
                                    .filter(row -> row.seq() > added.size())
                                    .limit(rowsMax))
                    .toList();
            stored = stored.withVerified(war, next);
            return new Progress(next.size(), state(war).lastSeq(), state(war).closedSeq());
        });
    }

    private List<LedgerRow> ledger(WarId war) {
        return stored.rows().stream()
                .filter(row -> row.war().equals(war))
                .sorted(Comparator.comparingLong(LedgerRow::seq))
                .toList();
    }

    @Override
    public Mono<Long> correctTotals(WarId war) {
        return Mono.fromSupplier(() -> {
            var expected = LedgerSums.of(ledger(war));
            var known = stored.totals().get(war);
            var before = known == null ? Map.<TotalKey, Tally>of() : known.totals();
            var keys = new HashSet<>(expected.keySet());
            keys.addAll(before.keySet());
            var different = keys.stream()
                    .filter(key -> !Objects.equals(expected.get(key), before.get(key)))
                    .count();
            if (different > 0) {
                stored = stored.with(war, new WarTotals(nextEpoch(state(war)), expected));
            }
            return different;
        });
    }

    private static ScoreState nextEpoch(ScoreState state) {
        return new ScoreState(
                state.war(),
                state.epoch() + 1,
                state.lastSeq(),
                state.accepted(),
                state.duplicates(),
                state.rejected(),
                state.closedSeq(),
                state.afterFinal());
    }

    /// Adds points to a total that are not in the ledger.
    void damage(WarId war, TotalKey key, long points) {
        var known = Objects.requireNonNull(stored.totals().get(war));
        var totals = new HashMap<>(known.totals());
        var tally = totals.getOrDefault(key, Tally.NOTHING);
        totals.put(
                key,
                new Tally(tally.points() + points, tally.kills(), tally.deaths(), tally.assists(), tally.objectives()));
        stored = stored.with(war, new WarTotals(known.state(), totals));
    }

    private static WarTotals merged(WarTotals before, WarTotals changed) {
        var totals = new HashMap<>(before.totals());
        totals.putAll(changed.totals());
        return new WarTotals(changed.state(), totals);
    }

    @Override
    public Mono<List<FeedItem>> feed(int partition, long from, long until, int weightMax) {
        return Mono.fromSupplier(() -> {
            var rows = stored.rows().stream()
                    .filter(row -> row.partition() == partition)
                    .<FeedItem>map(FeedItem.Recorded::new);
            var reviews = stored.reviews().stream()
                    .filter(row -> row.partition() == partition)
                    .<FeedItem>map(FeedItem.Refused::new);
            var all = Stream.concat(rows, reviews)
                    .filter(each -> each.offset() >= from && each.offset() < until)
                    .sorted(Comparator.comparingLong(FeedItem::offset))
                    .toList();
            var last = lastOffset(all, weightMax);
            return all.stream().filter(each -> each.offset() <= last).toList();
        });
    }

    private static long lastOffset(List<FeedItem> items, int weightMax) {
        var weight = 0;
        for (var each : items) {
            weight += each.weight();
            if (weight >= weightMax) {
                return each.offset();
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public Mono<Void> published(Map<Integer, Long> offsets) {
        return Mono.fromRunnable(() -> {
            var moved = new HashMap<>(stored.offsets());
            offsets.forEach((partition, offset) -> {
                var before = offsets(partition);
                moved.put(
                        partition, new Offsets(before.next(), Math.max(before.published(), offset), before.received()));
            });
            stored = stored.with(moved);
        });
    }
}
