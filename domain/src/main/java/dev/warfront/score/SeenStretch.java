package dev.warfront.score;

/// All decided events of a committed stretch of a partition's log that may be repeated.
///
/// @param from first offset of the stretch
/// @param until first offset behind it
public record SeenStretch(int partition, long from, long until, SeenSlice events) {}
