package dev.warfront.territory;

import dev.warfront.kernel.ClanId;

/// A clan as one that claims land.
///
/// @param active neither suspended nor disbanded
/// @param level 1..100
public record Claimant(ClanId clan, boolean active, int level) {}
