package dev.warfront.score.http;

import dev.warfront.kernel.http.NameOf;
import dev.warfront.score.ScoreType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened and yields points, as a game server reports it.
///
/// @param eventId of the sender's choice, the same however often the event is sent
/// @param warId the war of the request
/// @param battleId the battle it happened in; null in the open world
/// @param type TERRITORY_CAPTURE is the program's own and is refused
/// @param playerId who did it; of a KILL and an ASSIST
/// @param victimId whom it was done to; of a KILL and an ASSIST
/// @param players among whom the points are shared, 1 to 100 of one side; of an OBJECTIVE_CAPTURE
/// @param basePoints may repeat the number of the type, no other
/// @param occurredAt by the sender's clock, in milliseconds
record ScoreEventJson(
        UUID eventId,
        @Nullable UUID warId,
        @Nullable UUID battleId,
        @NameOf(ScoreType.class) String type,
        @Nullable UUID playerId,
        @Nullable UUID victimId,
        @Nullable List<UUID> players,
        @Nullable Long basePoints,
        Instant occurredAt) {}
