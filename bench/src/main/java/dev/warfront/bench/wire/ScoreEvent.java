package dev.warfront.bench.wire;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One fact of a fight as a game server reports it; the same over Kafka, HTTP and RSocket. The type is text, so that a
/// wrong one can be sent too.
///
/// @param players who share the points in equal parts, of an objective its capturers
/// @param basePoints normally absent: the points of a type are the program's
public record ScoreEvent(
        UUID eventId,
        UUID warId,
        @Nullable UUID battleId,
        String type,
        @Nullable UUID playerId,
        @Nullable UUID victimId,
        List<UUID> players,
        @Nullable Long basePoints,
        Instant occurredAt) {

    public static final String KILL = "KILL";
    public static final String ASSIST = "ASSIST";
    public static final String OBJECTIVE_CAPTURE = "OBJECTIVE_CAPTURE";

    public ScoreEvent {
        players = List.copyOf(players);
    }

    /// The same id with another content.
    public ScoreEvent at(Instant other) {
        return new ScoreEvent(eventId, warId, battleId, type, playerId, victimId, players, basePoints, other);
    }
}
