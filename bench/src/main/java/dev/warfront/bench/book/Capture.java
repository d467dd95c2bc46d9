package dev.warfront.bench.book;

/// Land that changed its holder by a battle's result.
public record Capture(Land land, Side side) {}
