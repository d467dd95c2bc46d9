package dev.warfront.score;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes the review row of a refused record from whatever could be read of it.
final class Reviews {
    private Reviews() {}

    static ReviewRow of(LogRecord entry, ScoreCode code, boolean counted) {
        var named = switch (entry.reading()) {
            case Reading.Unreadable(var eventId, var detail) ->
                new Named(entry.key(), eventId, detail, null, null, null, 0);
            case Reading.Reported(var event) ->
                new Named(
                        event.war(),
                        event.eventId(),
                        null,
                        event.type(),
                        event.player(),
                        event.occurredAt(),
                        event.payloadHash());
            case Reading.Captured(var fact, var _) ->
                new Named(
                        fact.war(),
                        fact.eventId(),
                        null,
                        ScoreType.TERRITORY_CAPTURE.name(),
                        null,
                        fact.occurredAt(),
                        PayloadHash.of(fact));
            case Reading.CutOff(var war) -> new Named(war, null, null, "CUT_OFF", null, null, 0);
        };
        return new ReviewRow(
                entry.partition(),
                entry.offset(),
                counted ? entry.key() : named.war(),
                counted,
                named.eventId(),
                code,
                named.detail(),
                named.type(),
                named.player(),
                named.occurredAt(),
                entry.appendedAt(),
                named.hash(),
                entry.raw());
    }

    private record Named(
            @Nullable WarId war,
            @Nullable UUID eventId,
            @Nullable String detail,
            @Nullable String type,
            @Nullable PlayerId player,
            @Nullable Instant occurredAt,
            long hash) {}
}
