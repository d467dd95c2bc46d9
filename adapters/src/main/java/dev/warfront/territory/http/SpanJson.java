package dev.warfront.territory.http;

import dev.warfront.territory.Span;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A span of ownership on the wire.
record SpanJson(
        UUID territoryId,
        @Nullable UUID clanId,
        Instant fromAt,
        @Nullable Instant untilAt,
        Span.Reason reason,
        @Nullable UUID reference) {
    static SpanJson of(Span span) {
        return new SpanJson(
                span.territory().value(),
                span.owner() == null ? null : span.owner().value(),
                span.from(),
                span.until(),
                span.reason(),
                span.reference());
    }
}
