package dev.warfront.score;

/// What a subscriber of a score receives.
public sealed interface ScoreUpdate {
    /// From here on every change arrives, or its loss shows as a gap: what was before is in the store.
    record Connected() implements ScoreUpdate {}

    /// The score changed. Several changes may have become one.
    record Changed(WarScoreChange change) implements ScoreUpdate {}

    /// No change arrives until Connected comes again: ask the store.
    record Disconnected() implements ScoreUpdate {}
}
