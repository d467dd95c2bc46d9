package dev.warfront.kernel;

import java.util.UUID;

/// An account's game profile; the same value as the account's id.
public record PlayerId(UUID value) {}
