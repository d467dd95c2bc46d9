package dev.warfront.territory;

import java.util.UUID;

/// A clan's claim of neutral land.
public record ClaimId(UUID value) {}
