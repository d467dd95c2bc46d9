package dev.warfront.score;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.score.TotalKey.Scope;
import dev.warfront.war.Tally;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/// Adds ledger rows up: the one place that says which totals a row is part of. Source: docs/rules/score.md,
/// totals.
public final class LedgerSums {
    private final Map<TotalKey, RunningTally> sums = new HashMap<>();
    private final Function<TotalKey, Tally> start;

    /// Goes on from what is known already.
    ///
    /// @param start the tally a total had before, {@link Tally#NOTHING} when it had none
    public LedgerSums(Function<TotalKey, Tally> start) {
        this.start = start;
    }

    /// The totals of a whole ledger.
    public static Map<TotalKey, Tally> of(Collection<LedgerRow> rows) {
        var sums = new LedgerSums(_ -> Tally.NOTHING);
        rows.forEach(sums::add);
        return sums.tallies();
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

    private RunningTally sum(TotalKey key) {
        return sums.computeIfAbsent(key, each -> new RunningTally(start.apply(each)));
    }

    /// The totals that rows were added to, absolute.
    public Map<TotalKey, Tally> tallies() {
        var tallies = HashMap.<TotalKey, Tally>newHashMap(sums.size());
        sums.forEach((key, sum) -> tallies.put(key, sum.tally()));
        return tallies;
    }
}
