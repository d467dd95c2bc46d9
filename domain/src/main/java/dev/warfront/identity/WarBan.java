package dev.warfront.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A player may neither declare war nor fight.
///
/// @param until null for ever
public record WarBan(@Nullable Instant until) {}
