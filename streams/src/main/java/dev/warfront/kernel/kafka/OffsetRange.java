package dev.warfront.kernel.kafka;

/// What a partition of a topic holds.
///
/// @param first offset of the oldest record that is still there; the end when there is none
/// @param end offset that the next record will get
public record OffsetRange(long first, long end) {}
