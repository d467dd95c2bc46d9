package dev.warfront.score;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Adds ledger rows up: the one place that says which totals a row is part of. Source: docs/rules/score.md, totals.
public final class LedgerSums {
    private final Map<TotalKey, Sum> sums = new HashMap<>();
    private final Function<TotalKey, Counts> start;

    /// Goes on from what is known already.
    ///
    /// @param start the counts a total had before, {@link Counts#NONE} when it had none
    public LedgerSums(Function<TotalKey, Counts> start) {
        this.start = start;
    }

    /// The totals of a whole ledger.
    public static Map<TotalKey, Counts> of(Collection<LedgerRow> rows) {
        var sums = new LedgerSums(_ -> Counts.NONE);
        rows.forEach(sums::add);
        return sums.counts();
    }

    /// Adds one row.
    public void add(LedgerRow row) {
        var side = row.side();
        var whole = !row.part();
        sum(sideKey(row.war(), side)).add(row.points(), row.type(), whole);
        sum(new TotalKey(Scope.CLAN, row.clan().value(), side)).add(row.points(), row.type(), whole);
        if (row.player() != null) {
            sum(new TotalKey(Scope.PLAYER, row.player().value(), side)).add(row.points(), row.type(), true);
        }
        if (row.battle() != null && row.type() != ScoreType.TERRITORY_CAPTURE) {
            sum(new TotalKey(Scope.BATTLE, row.battle().value(), side)).add(row.points(), row.type(), whole);
        }
        if (row.type() == ScoreType.KILL) {
            addDeath(row);
        }
    }

    private void addDeath(LedgerRow kill) {
        var side = kill.side().opponent();
        sum(sideKey(kill.war(), side)).addDeath();
        if (kill.victimClan() != null) {
            sum(new TotalKey(Scope.CLAN, kill.victimClan().value(), side)).addDeath();
        }
        if (kill.victim() != null) {
            sum(new TotalKey(Scope.PLAYER, kill.victim().value(), side)).addDeath();
        }
        if (kill.battle() != null) {
            sum(new TotalKey(Scope.BATTLE, kill.battle().value(), side)).addDeath();
        }
    }

    private static TotalKey sideKey(WarId war, Side side) {
        return new TotalKey(Scope.SIDE, war.value(), side);
    }

    private Sum sum(TotalKey key) {
        return sums.computeIfAbsent(key, each -> new Sum(start.apply(each)));
    }

    /// The totals that rows were added to, absolute.
    public Map<TotalKey, Counts> counts() {
        var counts = HashMap.<TotalKey, Counts>newHashMap(sums.size());
        sums.forEach((key, sum) -> counts.put(key, sum.counts()));
        return counts;
    }
}
