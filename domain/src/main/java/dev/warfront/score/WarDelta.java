package dev.warfront.score;

import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import dev.warfront.war.WarScore.ClanScore;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a batch adds to one war, beside the state of its partition.
final class WarDelta {
    private final PartitionState.WarState war;
    private final LedgerSums sums;
    private long lastSeq;
    private long accepted;
    private long duplicates;
    private long rejected;
    private long afterFinal;
    private @Nullable Long closedSeq;

    WarDelta(PartitionState.WarState war) {
        this.war = war;
        sums = new LedgerSums(war::total);
        var state = war.state();
        lastSeq = state.lastSeq();
        accepted = state.accepted();
        duplicates = state.duplicates();
        rejected = state.rejected();
        afterFinal = state.afterFinal();
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

    /// Behind the end of the war, where nothing counts any more, only that there was an event.
    ///
    /// @param over whether the war has ended without a fight, and so without a marker
    void count(BatchDecision.Status status, boolean over) {
        if (over || closed()) {
            afterFinal++;
            return;
        }
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
        return closedSeq != null && war.state().closedSeq() == null ? OptionalLong.of(closedSeq) : OptionalLong.empty();
    }

    boolean changed() {
        return !state().equals(war.state());
    }

    boolean scored() {
        return lastSeq > war.state().lastSeq();
    }

    WarTotals totals() {
        return new WarTotals(state(), sums.tallies());
    }

    private ScoreState state() {
        var before = war.state();
        return new ScoreState(
                before.war(), before.epoch(), lastSeq, accepted, duplicates, rejected, closedSeq, afterFinal);
    }

    WarScoreChange change(Map<BattleId, ScoredBattle> battles, Instant at) {
        var tallies = sums.tallies();
        var sides = new EnumMap<Side, Tally>(Side.class);
        for (var side : Side.values()) {
            var key = new TotalKey(Scope.SIDE, war.state().war().value(), side);
            sides.put(side, tallies.getOrDefault(key, war.total(key)));
        }
        return new WarScoreChange(
                war.state().war(),
                war.state().epoch(),
                lastSeq,
                war.state().lastSeq(),
                sides,
                of(tallies, Scope.CLAN)
                        .map(each -> new ClanScore(
                                new ClanId(each.getKey().id()), each.getKey().side(), each.getValue()))
                        .toList(),
                battles(tallies, battles),
                at);
    }

    private List<BattlePoints> battles(Map<TotalKey, Tally> tallies, Map<BattleId, ScoredBattle> battles) {
        return of(tallies, Scope.BATTLE)
                .map(each -> new BattleId(each.getKey().id()))
                .distinct()
                .filter(each -> running(battles.get(each)))
                .map(each -> new BattlePoints(
                        each, points(tallies, each, Side.ATTACKER), points(tallies, each, Side.DEFENDER)))
                .toList();
    }

    /// The score of an ended battle is fixed: subscribers do not see what came too late for it.
    private static boolean running(@Nullable ScoredBattle battle) {
        return battle != null && battle.endedAt() == null;
    }

    private long points(Map<TotalKey, Tally> tallies, BattleId battle, Side side) {
        var key = new TotalKey(Scope.BATTLE, battle.value(), side);
        var changed = tallies.get(key);
        return changed == null ? war.total(key).points() : changed.points();
    }

    private static Stream<Map.Entry<TotalKey, Tally>> of(Map<TotalKey, Tally> tallies, Scope scope) {
        return tallies.entrySet().stream().filter(each -> each.getKey().scope() == scope);
    }
}
