package dev.warfront.score;

import org.jspecify.annotations.Nullable;

/// Why an event is refused.
///
/// @param field which of its fields is at fault; null when none is, as of an event that came too late
record Rejection(ScoreCode code, @Nullable FaultyField field) {}
