package dev.warfront.war.rsocket;

import dev.warfront.war.EndReason;
import dev.warfront.war.LoggedEvent;
import dev.warfront.war.Outcome;
import dev.warfront.war.WarStatus;
import dev.warfront.war.WarView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The phase of a war as its log tells it.
///
/// @param seq the entry of the log after which it is so
/// @param eventType of that entry
/// @param at of that entry
record Phase(
        UUID war,
        long seq,
        String eventType,
        Instant at,
        WarStatus status,
        int phaseEpoch,
        Instant startedAt,
        @Nullable Instant deadlineAt,
        @Nullable Instant cutOffAt,
        Outcome outcome,
        @Nullable UUID winner,
        @Nullable String endReason) {
    private static final int FIRST_EPOCH = 1;

    /// After the first entry.
    static Phase declared(UUID war, LoggedEvent first, JsonNode payload) {
        return new Phase(
                war,
                first.seq(),
                first.type(),
                first.at(),
                WarStatus.DECLARED,
                FIRST_EPOCH,
                first.at(),
                instant(payload, "preparation_at"),
                null,
                Outcome.NONE,
                null,
                null);
    }

    /// After the next entry.
    Phase after(LoggedEvent entry, JsonNode payload) {
        return switch (entry.type()) {
            case "war.phase_changed" -> changed(entry, payload);
            case "war.ended" -> ended(entry, payload);
            default -> moved(entry, status, phaseEpoch, startedAt, deadlineAt, cutOffAt, endReason);
        };
    }

    private Phase changed(LoggedEvent entry, JsonNode payload) {
        var to = WarStatus.valueOf(payload.path("to").asString());
        var effectiveAt = Instant.parse(payload.path("effective_at").asString());
        var reason = payload.path("reason").asString("");
        var cutOff = to == WarStatus.ENDING ? earlier(effectiveAt, deadlineAt) : cutOffAt;
        return moved(
                entry,
                to,
                payload.path("phase_epoch").asInt(),
                effectiveAt,
                instant(payload, "deadline_at"),
                cutOff,
                isEndReason(reason) ? reason : endReason);
    }

    /// Facts count until the planned end at most, however late the phase was left.
    private Instant earlier(Instant effectiveAt, @Nullable Instant planned) {
        return status == WarStatus.ACTIVE && planned != null && planned.isBefore(effectiveAt) ? planned : effectiveAt;
    }

    private Phase ended(LoggedEvent entry, JsonNode payload) {
        var winnerId = payload.path("winner_clan_id").asString("");
        return new Phase(
                war,
                entry.seq(),
                entry.type(),
                entry.at(),
                status,
                phaseEpoch,
                startedAt,
                deadlineAt,
                cutOffAt,
                Outcome.valueOf(payload.path("outcome").asString()),
                winnerId.isEmpty() ? null : UUID.fromString(winnerId),
                payload.path("end_reason").asString());
    }

    private Phase moved(
            LoggedEvent entry,
            WarStatus newStatus,
            int newEpoch,
            Instant newStart,
            @Nullable Instant newDeadline,
            @Nullable Instant newCutOff,
            @Nullable String newReason) {
        return new Phase(
                war,
                entry.seq(),
                entry.type(),
                entry.at(),
                newStatus,
                newEpoch,
                newStart,
                newDeadline,
                newCutOff,
                outcome,
                winner,
                newReason);
    }

    /// The same entry with all that is stored of the war then.
    Phase with(WarView view) {
        return new Phase(
                war,
                seq,
                eventType,
                at,
                view.status(),
                view.phaseEpoch(),
                view.phaseStartedAt(),
                view.phaseDeadlineAt(),
                view.cutOffAt(),
                view.outcome(),
                view.winner() == null ? null : view.winner().value(),
                view.endReason() == null ? null : view.endReason().name());
    }

    /// Nothing follows in the log of a war that is over.
    boolean isLast() {
        return eventType.equals("war.ended");
    }

    private static boolean isEndReason(String reason) {
        for (var known : EndReason.values()) {
            if (known.name().equals(reason)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Instant instant(JsonNode payload, String name) {
        var text = payload.path(name).asString("");
        return text.isEmpty() ? null : Instant.parse(text);
    }
}
