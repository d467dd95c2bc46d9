package dev.warfront.kernel;

import java.util.UUID;

/// A battle inside a war.
public record BattleId(UUID value) {}
