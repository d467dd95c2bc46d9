package dev.warfront.territory.http;

import dev.warfront.territory.OwnershipPeriod;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A span of ownership on the wire.
record OwnershipPeriodJson(
        UUID territoryId,
        @Nullable UUID clanId,
        Instant fromAt,
        @Nullable Instant untilAt,
        OwnershipPeriod.Reason reason,
        @Nullable UUID reference) {
    static OwnershipPeriodJson of(OwnershipPeriod span) {
        return new OwnershipPeriodJson(
                span.territory().value(),
                span.owner() == null ? null : span.owner().value(),
                span.from(),
                span.until(),
                span.reason(),
                span.reference());
    }
}
