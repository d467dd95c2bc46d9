package dev.warfront.kernel;

import java.util.UUID;

/// A piece of the world that a clan can own.
public record TerritoryId(UUID value) {}
