package dev.warfront.score;

import java.time.Instant;

/// A committed score with its number, which goes on by changes.
///
/// @param <S> itself
public sealed interface CommittedScore<S extends CommittedScore<S>> permits WarScore, BattleScore {
    /// Numbering of the war's score, 1 at first; rises when totals were rebuilt.
    int epoch();

    /// The last ledger row of the war that is in it; 0 before the first.
    long lastSeq();

    /// When it became so.
    Instant at();

    /// The score after a change. Numbers of a change are absolute, so it fits any score that has everything up
    /// to the change's `prevSeq`; ask {@link #lacks} first.
    S after(WarScoreChange change);

    /// Whether something is missing between this score and the change.
    default boolean lacks(WarScoreChange change) {
        return change.epoch() != epoch() || change.prevSeq() > lastSeq();
    }

    /// Whether the change has nothing that this score does not have.
    default boolean contains(WarScoreChange change) {
        return change.epoch() == epoch() && change.lastSeq() <= lastSeq();
    }
}
