package dev.warfront.kernel;

/// How strictly the rules' numbers are read.
///
/// @param relaxed whether the ranges of all settings are lifted, for demos and tests only
@Settings("war.rules")
public record RulesMode(boolean relaxed) {}
