package dev.warfront.kernel;

import java.util.UUID;

/// A clan war.
public record WarId(UUID value) {}
