package dev.warfront.score;

import dev.warfront.kernel.WarId;
import org.jspecify.annotations.Nullable;

/// How far a war's scoring has come. accepted + duplicates + rejected + afterFinal = events of the war that were read
/// from the log: see {@link LogRecord#countedFor}.
///
/// @param epoch numbering of the war's score stream, 1 at first; rises when totals were rebuilt
/// @param lastSeq seq of the war's last ledger row, 0 before the first
/// @param closedSeq the last row before the cut-off marker; null until it was met
/// @param afterFinal events behind the end of the war, when none of the other counts moves any more
public record ScoreState(
        WarId war,
        int epoch,
        long lastSeq,
        long accepted,
        long duplicates,
        long rejected,
        @Nullable Long closedSeq,
        long afterFinal) {
    /// Of a war of which nothing was read yet.
    public static ScoreState fresh(WarId war) {
        return new ScoreState(war, 1, 0, 0, 0, 0, null, 0);
    }
}
