package dev.warfront.packaged;

import dev.warfront.bench.wire.ScoreEvent;
import java.time.Instant;
import java.util.UUID;

/// A kill that only lacks what a test takes from it.
record Kill(ScoreEvent event) {

    Kill typed(String type) {
        return new Kill(new ScoreEvent(
                event.eventId(),
                event.warId(),
                event.battleId(),
                type,
                event.playerId(),
                event.victimId(),
                event.players(),
                event.basePoints(),
                event.occurredAt()));
    }

    Kill worth(long points) {
        return new Kill(new ScoreEvent(
                event.eventId(),
                event.warId(),
                event.battleId(),
                event.type(),
                event.playerId(),
                event.victimId(),
                event.players(),
                points,
                event.occurredAt()));
    }

    Kill of(UUID war) {
        return new Kill(new ScoreEvent(
                event.eventId(),
                war,
                event.battleId(),
                event.type(),
                event.playerId(),
                event.victimId(),
                event.players(),
                event.basePoints(),
                event.occurredAt()));
    }

    Kill by(UUID player) {
        return new Kill(new ScoreEvent(
                event.eventId(),
                event.warId(),
                event.battleId(),
                event.type(),
                player,
                event.victimId(),
                event.players(),
                event.basePoints(),
                event.occurredAt()));
    }

    Kill at(Instant instant) {
        return new Kill(event.at(instant));
    }
}
