package dev.warfront.score;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A decided event, as far as it is needed to find its repeats.
///
/// @param first why it was refused; null when it was accepted
/// @param occurredAt as the sender said it, which may lie after its receipt
/// @param appendedAt when the log took it
public record SeenEvent(
        UUID eventId, long payloadHash, @Nullable ScoreCode first, Instant occurredAt, Instant appendedAt) {}
