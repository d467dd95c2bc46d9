package dev.warfront.score.kafka;

import dev.warfront.kernel.WarId;
import dev.warfront.score.PartitionState;
import java.util.HashSet;
import java.util.Set;

/// How many wars the part of a partition in a flush may name that its state does not know: of each of them rosters and
/// totals are read, one after the other, however little is said of it. Source: docs/rules/score.md, what a stranger can
/// cause. Not thread-safe.
final class NewWars {
    /// Of all partitions of a flush together.
    private static final int FLUSH_MAX = 64;

    private final PartitionState state;
    private final int max;
    private final Set<WarId> named = new HashSet<>();

    /// @param sharing partitions of the flush; each has as many
    NewWars(PartitionState state, int sharing) {
        this.state = state;
        this.max = Math.max(1, FLUSH_MAX / sharing);
    }

    /// Whether that record fits, with all before it. To be asked of each in their order, up to the first that does not.
    boolean fits(DecodedRecord record) {
        var war = record.events().getFirst().countedFor();
        if (war != null && !state.knows(war)) {
            named.add(war);
        }
        return named.size() <= max;
    }
}
