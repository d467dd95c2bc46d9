package dev.warfront.score;

import dev.warfront.kernel.WarId;
import dev.warfront.war.Roster;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The scores of one log partition as of the last commit, in the memory of the node that owns it. Deciding a batch
/// changes nothing; only {@link #keep} does, once the decision is committed. A batch whose commit failed is decided
/// again, from the same book, and comes to the same end. Not thread-safe.
public final class PartitionState {
    /// Wars kept; more are dropped, longest unused first, and restored when they are needed.
    private static final int WARS_MAX = 2_048;

    private final int partition;
    private final DeduplicationWindows horizons;
    private final DeduplicationWindow horizon;
    private final ScoreWindow window;
    private final LinkedHashMap<WarId, WarState> pages = new LinkedHashMap<>(16, 0.75f, true);
    private long next;

    /// A book that knows no war yet.
    ///
    /// @param next offset of the first record that is not yet in the ledger
    /// @param window which facts can be repeated at all
    public PartitionState(int partition, long next, DeduplicationWindows horizons, ScoreWindow window) {
        this.partition = partition;
        this.next = next;
        this.horizons = horizons;
        this.horizon = horizons.open();
        this.window = window;
    }

    public int partition() {
        return partition;
    }

    /// Offset of the first record that is not yet in the ledger.
    public long next() {
        return next;
    }

    /// Facts remembered to find their repeats.
    public int remembered() {
        return horizon.size();
    }

    /// Remembers a fact judged before this book was opened. In the order of the log.
    public void restore(SeenEvent fact) {
        horizons.add(horizon, fact);
    }

    /// Gives the memory back; the book is not used any more.
    public void close() {
        horizons.close(horizon);
        pages.clear();
    }

    /// Whether the totals of the war are in the book.
    public boolean knows(WarId war) {
        return pages.containsKey(war);
    }

    /// The roster change the book has, -1 when it has no roster of the war.
    public long rosterChange(WarId war) {
        var page = pages.get(war);
        return page == null || page.roster == null ? -1 : page.roster.change();
    }

    /// What the batch comes to. The same batch, book and facts always come to the same decision.
    public Decision decide(List<LogRecord> records, FlushContext facts) {
        facts.restored().forEach((war, totals) -> pages.putIfAbsent(war, new WarState(totals)));
        facts.rosters().forEach((war, roster) -> page(war).roster = roster);
        var draft = new BatchDecision(this, facts);
        records.forEach(draft::add);
        return draft.decision(next, records.getLast().offset() + 1);
    }

    /// Takes over what was committed.
    public void keep(Decision committed) {
        if (committed.partition() != partition || committed.from() != next) {
            throw new IllegalArgumentException(
                    "partition " + partition + " is at " + next + ", not " + committed.from());
        }
        next = committed.next();
        committed.wars().forEach(changed -> page(changed.state().war()).take(changed));
        committed.remembered().forEach(each -> horizons.add(horizon, each));
        while (pages.size() > WARS_MAX) {
            pages.pollFirstEntry();
        }
    }

    DeduplicationWindow horizon() {
        return horizon;
    }

    ScoreWindow window() {
        return window;
    }

    WarState page(WarId war) {
        return pages.computeIfAbsent(
                war, each -> new WarState(new WarTotals(ScoreState.fresh(each), Map.of(), Set.of())));
    }

    /// What the book has of one war.
    static final class WarState {
        private final Map<TotalKey, Counts> totals;
        private final Set<UUID> derived;
        private ScoreState state;
        private @Nullable Roster roster;

        private WarState(WarTotals stored) {
            state = stored.state();
            totals = new HashMap<>(stored.totals());
            derived = new HashSet<>(stored.derived());
        }

        private void take(WarTotals changed) {
            state = changed.state();
            totals.putAll(changed.totals());
            derived.addAll(changed.derived());
        }

        ScoreState state() {
            return state;
        }

        Counts total(TotalKey key) {
            return totals.getOrDefault(key, Counts.NONE);
        }

        boolean hasDerived(UUID eventId) {
            return derived.contains(eventId);
        }

        Roster roster() {
            return roster == null ? new Roster(state.war(), 0, Map.of()) : roster;
        }
    }
}
