package dev.warfront.score.rsocket;

import dev.warfront.kernel.rsocket.StreamState;
import dev.warfront.score.WarScoreChange;
import org.jspecify.annotations.Nullable;

/// What a score stream shows: a committed score beside whatever else stands in its frames.
///
/// @param <S> itself
interface ScoreView<S extends ScoreView<S>> {
    /// Nothing will change any more.
    boolean isOver();

    /// After a change of the score; an equal one when the score has it, null when something between them is missing.
    @Nullable
    S after(WarScoreChange change);

    /// The next view as it follows this one.
    default S followedBy(S next) {
        return next;
    }

    /// Equal for two views that need no two frames.
    Object content();

    /// Its frame.
    ///
    /// @param last the view shown before, null for the first
    StreamState frame(@Nullable S last);
}
