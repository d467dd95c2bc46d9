package dev.warfront.score;

/// What somebody who watches a score hears.
public sealed interface ScoreNews {
    /// From here on every change is heard, or its loss shows as a gap: what was before is in the store.
    record Listening() implements ScoreNews {}

    /// The score changed. Several changes may have become one.
    record Changed(WarScoreChange change) implements ScoreNews {}

    /// Nothing can be heard until Listening comes again: ask the store.
    record Disconnected() implements ScoreNews {}
}
