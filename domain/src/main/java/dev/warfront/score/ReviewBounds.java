package dev.warfront.score;

/// Rows for review that a partition keeps of what it refuses, with their bytes. Source: docs/rules/score.md, what a
/// stranger can cause.
///
/// @param strangersOfMinute of records that nobody known has signed, in a minute of the log
/// @param strangersOfDay the same, in a day of the log
/// @param serversOfDay of records that game servers have signed, in a day of the log
public record ReviewBounds(int strangersOfMinute, int strangersOfDay, int serversOfDay) {}
