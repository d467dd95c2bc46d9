package dev.warfront.score;

import dev.warfront.kernel.WarId;
import java.util.Set;

/// The totals of some wars were written anew from the ledger since the owner of their partition read them. Nothing of
/// the flush was stored; whoever forgets what it knows of these wars may flush again.
public final class StaleTotals extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<WarId> wars;

    /// Those whose epoch has moved on.
    public StaleTotals(Set<WarId> wars) {
        super("stale totals of wars " + wars.stream().map(WarId::value).toList());
        this.wars = Set.copyOf(wars);
    }

    /// To be restored before the next flush.
    public Set<WarId> wars() {
        return wars;
    }
}
