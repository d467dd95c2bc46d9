package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.WarScoreChange.ClanCounts;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a batch adds to one war, beside the book's page of it.
final class WarDelta {
    private final PartitionState.WarState page;
    private final LedgerSums sums;
    private final Set<UUID> derived = new HashSet<>();
    private long lastSeq;
    private long accepted;
    private long duplicates;
    private long rejected;
    private @Nullable Long closedSeq;

    WarDelta(PartitionState.WarState page) {
        this.page = page;
        sums = new LedgerSums(page::total);
        var state = page.state();
        lastSeq = state.lastSeq();
        accepted = state.accepted();
        duplicates = state.duplicates();
        rejected = state.rejected();
        closedSeq = state.closedSeq();
    }

    long nextSeq() {
        return lastSeq + 1;
    }

    void add(LedgerRow row) {
        if (row.seq() != lastSeq + 1) {
            throw new IllegalArgumentException("seq " + row.seq() + " after " + lastSeq);
        }
        lastSeq = row.seq();
        sums.add(row);
    }

    void addDerived(UUID eventId) {
        derived.add(eventId);
    }

    boolean hasDerived(UUID eventId) {
        return derived.contains(eventId);
    }

    void count(Decision.Status status) {
        switch (status) {
            case ACCEPTED -> accepted++;
            case DUPLICATE -> duplicates++;
            case REJECTED -> rejected++;
        }
    }

    void close() {
        if (closedSeq == null) {
            closedSeq = lastSeq;
        }
    }

    boolean closed() {
        return closedSeq != null;
    }

    OptionalLong closedNow() {
        return closedSeq != null && page.state().closedSeq() == null
                ? OptionalLong.of(closedSeq)
                : OptionalLong.empty();
    }

    boolean changed() {
        return !state().equals(page.state());
    }

    boolean scored() {
        return lastSeq > page.state().lastSeq();
    }

    WarTotals totals() {
        return new WarTotals(state(), sums.counts(), derived);
    }

    private ScoreState state() {
        var before = page.state();
        return new ScoreState(before.war(), before.epoch(), lastSeq, accepted, duplicates, rejected, closedSeq);
    }

    WarScoreChange change(Map<BattleId, ScoredBattle> battles, Instant at) {
        var counts = sums.counts();
        var sides = new EnumMap<Side, Counts>(Side.class);
        for (var side : Side.values()) {
            var key = new TotalKey(Scope.SIDE, page.state().war().value(), side);
            sides.put(side, counts.getOrDefault(key, page.total(key)));
        }
        return new WarScoreChange(
                page.state().war(),
                page.state().epoch(),
                lastSeq,
                page.state().lastSeq(),
                sides,
                of(counts, Scope.CLAN)
                        .map(each -> new ClanCounts(
                                new ClanId(each.getKey().id()), each.getKey().side(), each.getValue()))
                        .toList(),
                battles(counts, battles),
                false,
                at);
    }

    private List<BattlePoints> battles(Map<TotalKey, Counts> counts, Map<BattleId, ScoredBattle> battles) {
        return of(counts, Scope.BATTLE)
                .map(each -> new BattleId(each.getKey().id()))
                .distinct()
                .filter(each -> running(battles.get(each)))
                .map(each -> new BattlePoints(
                        each, points(counts, each, Side.ATTACKER), points(counts, each, Side.DEFENDER)))
                .toList();
    }

    /// The score of an ended battle is fixed: viewers are not told what came too late for it.
    private static boolean running(@Nullable ScoredBattle battle) {
        return battle != null && battle.endedAt() == null;
    }

    private long points(Map<TotalKey, Counts> counts, BattleId battle, Side side) {
        var key = new TotalKey(Scope.BATTLE, battle.value(), side);
        var changed = counts.get(key);
        return changed == null ? page.total(key).points() : changed.points();
    }

    private static Stream<Map.Entry<TotalKey, Counts>> of(Map<TotalKey, Counts> counts, Scope scope) {
        return counts.entrySet().stream().filter(each -> each.getKey().scope() == scope);
    }
}
