package dev.warfront.score;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import dev.warfront.war.Tally;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The scores of one log partition as of the last commit, in the memory of the node that owns it. Deciding a
/// batch takes up the totals and rosters that were read for it, and changes no score; only {@link #apply} does,
/// once the decision is committed. A batch whose commit failed is decided again, from the same scores. Not
/// thread-safe.
public final class PartitionState {
    /// Wars kept; more are dropped, longest unused first, and restored when they are needed.
    private static final int WARS_MAX = 2_048;

    private final int partition;
    private final DeduplicationWindows windows;
    private final DeduplicationWindow seenEvents;
    private final ReviewBounds reviewBounds;
    private final LinkedHashMap<WarId, WarState> wars = new LinkedHashMap<>(16, 0.75f, true);
    private RefusedRows refused = RefusedRows.NONE;
    private long next;

    /// A state that knows no war yet. Nothing is decided by it before it is {@linkplain #open open}.
    ///
    /// @param next offset of the first record that is not yet in the ledger
    /// @param reviewBounds what is kept of what is refused
    public PartitionState(int partition, long next, DeduplicationWindows windows, ReviewBounds reviewBounds) {
        this.partition = partition;
        this.next = next;
        this.windows = windows;
        this.seenEvents = windows.detached();
        this.reviewBounds = reviewBounds;
    }

    public int partition() {
        return partition;
    }

    /// Offset of the first record that is not yet in the ledger.
    public long next() {
        return next;
    }

    /// Events kept to find their repeats.
    public int seenCount() {
        return seenEvents.size();
    }

    /// Takes up events that were decided before this state was made: the newest first, each slice from
    /// before the one before. By any one thread, before the state is open.
    public void restore(SeenSlice slice) {
        windows.restore(seenEvents, slice);
    }

    /// Nothing more is restored. Takes a while when it was much, and spares {@link #open} that.
    public PartitionState restored() {
        windows.restored(seenEvents);
        return this;
    }

    /// What was to be restored is restored: from now on all calls come from the one sequence of the flushes.
    public PartitionState open() {
        windows.attach(seenEvents);
        return this;
    }

    /// Gives the memory back; the state is not used any more.
    public void close() {
        windows.close(seenEvents);
        wars.clear();
    }

    /// Whether the totals of the war are here, but for those of its battles: {@link #lacksBattle}.
    public boolean knows(WarId war) {
        return wars.containsKey(war);
    }

    /// What is known of the war is not so any more; it is restored when it is needed.
    public void forget(WarId war) {
        wars.remove(war);
    }

    /// Whether the totals of the battle must be read: not once the log of its war is known to be closed.
    public boolean lacksBattle(WarId war, BattleId battle) {
        var known = wars.get(war);
        return known == null || known.lacksBattle(battle);
    }

    /// Whether another roster of the war is needed than the one that is here: not once its log is known to be closed.
    ///
    /// @param change number of the present roster
    public boolean lacksRoster(WarId war, long change) {
        var known = wars.get(war);
        return known == null || known.lacksRoster(change);
    }

    /// What the batch comes to. The same batch, state and context always come to the same decision.
    ///
    /// @param context whose totals are taken up where war or battle is not known yet, whose rosters in any case
    public BatchDecision decide(List<LogRecord> records, FlushContext context) {
        context.restored().forEach((war, totals) -> wars.putIfAbsent(war, new WarState(totals)));
        context.battleTotals().forEach((war, totals) -> war(war).takeUp(totals));
        context.rosters().forEach((war, roster) -> war(war).roster = roster);
        var decision = new BatchDecisionBuilder(this, context);
        records.forEach(decision::add);
        return decision.decision(next, records.getLast().offset() + 1);
    }

    /// Takes over what was committed.
    public void apply(BatchDecision committed) {
        if (committed.partition() != partition || committed.from() != next) {
            throw new IllegalArgumentException(
                    "partition " + partition + " is at " + next + ", not " + committed.from());
        }
        next = committed.next();
        refused = committed.refused();
        committed.wars().forEach(changed -> war(changed.state().war()).apply(changed));
        committed.seen().forEach(each -> windows.add(seenEvents, each));
        while (wars.size() > WARS_MAX) {
            wars.pollFirstEntry();
        }
    }

    DeduplicationWindow seenEvents() {
        return seenEvents;
    }

    RefusedRows refused() {
        return refused;
    }

    ReviewBounds reviewBounds() {
        return reviewBounds;
    }

    ScoreWindow window() {
        return windows.rules();
    }

    WarState war(WarId war) {
        return wars.computeIfAbsent(war, each -> new WarState(new WarTotals(ScoreState.fresh(each), Map.of())));
    }

    /// The state of one war.
    static final class WarState {
        private Map<TotalKey, Tally> totals;
        private ScoreState state;
        private @Nullable Roster roster;

        private WarState(WarTotals stored) {
            state = stored.state();
            totals = new HashMap<>(stored.totals());
            forgetIfClosed();
        }

        private void apply(WarTotals changed) {
            state = changed.state();
            totals.putAll(changed.totals());
            forgetIfClosed();
        }

        /// No row follows: whatever still comes is refused, and only counted.
        private void forgetIfClosed() {
            if (state.closedSeq() != null) {
                // a map that is cleared keeps its room for all who fought
                totals = new HashMap<>(0);
                roster = null;
            }
        }

        private void takeUp(Map<TotalKey, Tally> ofBattles) {
            if (state.closedSeq() == null) {
                ofBattles.forEach(totals::putIfAbsent);
            }
        }

        private boolean lacksBattle(BattleId battle) {
            return state.closedSeq() == null
                    && !totals.containsKey(new TotalKey(TotalKey.Scope.BATTLE, battle.value(), Side.ATTACKER));
        }

        private boolean lacksRoster(long change) {
            return state.closedSeq() == null && (roster == null || roster.change() != change);
        }

        ScoreState state() {
            return state;
        }

        Tally total(TotalKey key) {
            return totals.getOrDefault(key, Tally.NOTHING);
        }

        Roster roster() {
            return roster == null ? new Roster(state.war(), 0, Map.of()) : roster;
        }
    }
}
