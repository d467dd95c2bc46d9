package dev.warfront.score;

import java.util.Set;

/// The stored offset of some partitions is not where their owner left it: somebody else owns them now, or an answer
/// got lost. Whoever still owns them reads them anew.
public final class StaleOwner extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<Integer> partitions;

    /// The flush of these partitions, and of all that were to commit with them, was rolled back.
    public StaleOwner(Set<Integer> partitions) {
        super("stale owner of partitions " + partitions);
        this.partitions = Set.copyOf(partitions);
    }

    /// Those that are lost; the others may be flushed again.
    public Set<Integer> partitions() {
        return partitions;
    }
}
