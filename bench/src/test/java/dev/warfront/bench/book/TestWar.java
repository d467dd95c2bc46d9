package dev.warfront.bench.book;

import dev.warfront.bench.wire.EventPlace;
import dev.warfront.bench.wire.ScoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One war with two players a side, ACTIVE for 25 s, and what happens in it.
final class TestWar {
    static final UUID WAR = new UUID(0, 1);
    static final UUID FOX = new UUID(1, 1);
    static final UUID FOX_TWO = new UUID(1, 2);
    static final UUID LION = new UUID(2, 1);
    static final UUID LION_TWO = new UUID(2, 2);
    static final UUID STRANGER = new UUID(3, 1);
    static final UUID BATTLE = new UUID(4, 1);
    static final UUID ENDED_BATTLE = new UUID(4, 2);

    static final Instant BEGIN = Instant.parse("2026-12-01T10:00:00Z");
    static final Instant BATTLE_END = BEGIN.plusSeconds(8);
    static final Instant NOW = BEGIN.plusSeconds(10);
    static final Instant CUT_OFF = BEGIN.plusSeconds(25);
    static final Duration GRACE = Duration.ofSeconds(2);

    static final WarContext FACTS = new WarContext(
            WAR,
            BEGIN,
            CUT_OFF,
            GRACE,
            Map.of(FOX, Side.ATTACKER, FOX_TWO, Side.ATTACKER, LION, Side.DEFENDER, LION_TWO, Side.DEFENDER),
            Map.of(ENDED_BATTLE, BATTLE_END));

    private TestWar() {}

    static ScoreEvent kill() {
        return duel(ScoreEvent.KILL, FOX, LION);
    }

    static ScoreEvent assist() {
        return duel(ScoreEvent.ASSIST, LION, FOX);
    }

    static ScoreEvent duel(String type, UUID player, UUID victim) {
        return new ScoreEvent(UUID.randomUUID(), WAR, BATTLE, type, player, victim, List.of(), null, NOW);
    }

    static ScoreEvent objective(UUID battle, UUID... capturers) {
        return new ScoreEvent(
                UUID.randomUUID(),
                WAR,
                battle,
                ScoreEvent.OBJECTIVE_CAPTURE,
                null,
                null,
                List.of(capturers),
                null,
                NOW);
    }

    static ScoreEvent claiming(@Nullable Long points) {
        return new ScoreEvent(UUID.randomUUID(), WAR, BATTLE, ScoreEvent.KILL, FOX, LION, List.of(), points, NOW);
    }

    static Entry genuine(long offset, ScoreEvent event) {
        return received(offset, event, NOW);
    }

    static Entry received(long offset, ScoreEvent event, Instant receivedAt) {
        return new Entry(EventPlace.alone(offset), receivedAt, new Entry.Content.Genuine(event));
    }
}
