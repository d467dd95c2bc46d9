package dev.warfront.bench.simulator;

import dev.warfront.bench.simulator.OutgoingRecord.Forged;
import dev.warfront.bench.simulator.OutgoingRecord.Garbage;
import dev.warfront.bench.simulator.OutgoingRecord.Genuine;
import dev.warfront.bench.wire.ScoreEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/// What happens in the fight: mostly good events, and a few of every bad kind. Random by a seed; threads may share one.
final class EventMix {
    private static final int REMEMBERED = 500;
    private static final String NO_TYPE = "TELEPORT";
    private static final long NOT_LATER_MS = 400;
    private static final long FUTURE_S = 90;
    private static final long OLD_S = 11 * 60;

    private final Random random;
    private final UUID war;
    private final List<List<UUID>> sides;
    private final Battles battles;
    private final Instant activeFrom;
    private final List<ScoreEvent> acknowledged = new ArrayList<>();

    /// @param activeFrom nothing but the events that are meant to be too old lies before it
    EventMix(long seed, UUID war, List<UUID> attackers, List<UUID> defenders, Battles battles, Instant activeFrom) {
        this.random = new Random(seed);
        this.war = war;
        this.sides = List.of(attackers, defenders);
        this.battles = battles;
        this.activeFrom = activeFrom;
    }

    /// The log has it: from now on it may be sent again. Not so what is refused before repeats are looked for, and what
    /// is too old to be remembered.
    synchronized void acknowledged(ScoreEvent event) {
        if (event.type().equals(NO_TYPE)
                || event.basePoints() != null
                || event.occurredAt().isBefore(activeFrom)) {
            return;
        }
        if (acknowledged.size() < REMEMBERED) {
            acknowledged.add(event);
        } else {
            acknowledged.set(random.nextInt(REMEMBERED), event);
        }
    }

    /// The next thing to send.
    ///
    /// @param ownRecords whether the sender writes and signs records itself, so that these can be wrong too
    synchronized OutgoingRecord next(boolean ownRecords) {
        var dice = random.nextInt(1_000);
        if (dice < 50) {
            return again(false);
        }
        if (dice < 65) {
            return again(true);
        }
        if (dice < 125) {
            return new Genuine(invalid());
        }
        if (ownRecords && dice < 140) {
            return dice < 132 ? new Forged(kill(now())) : new Garbage("\u0000 no event " + dice + " {");
        }
        return new Genuine(good());
    }

    /// A fact at an instant, as late ones are made.
    synchronized ScoreEvent killAt(Instant at) {
        return kill(at);
    }

    private OutgoingRecord again(boolean changed) {
        if (acknowledged.isEmpty()) {
            return new Genuine(good());
        }
        var first = acknowledged.get(random.nextInt(acknowledged.size()));
        return new Genuine(changed ? first.at(first.occurredAt().plusMillis(1)) : first);
    }

    private ScoreEvent good() {
        var dice = random.nextInt(100);
        if (dice < 60) {
            return kill(now());
        }
        return dice < 88 ? assist(now()) : objective().orElseGet(() -> kill(now()));
    }

    private ScoreEvent invalid() {
        var at = now();
        return switch (random.nextInt(8)) {
            case 0 -> event(ScoreEvent.KILL, UUID.randomUUID(), any(side()), at);
            case 1 -> sameSide(at);
            case 2 -> withPoints(kill(at), -10L);
            case 3 -> withPoints(kill(at), 1_000_000L);
            case 4 -> kill(at.plusSeconds(FUTURE_S));
            case 5 -> kill(at.minusSeconds(OLD_S));
            case 6 -> event(NO_TYPE, any(sides.getFirst()), any(sides.getLast()), at);
            default -> afterItsBattle().orElseGet(() -> sameSide(at));
        };
    }

    private ScoreEvent kill(Instant at) {
        return duel(ScoreEvent.KILL, at);
    }

    private ScoreEvent assist(Instant at) {
        return duel(ScoreEvent.ASSIST, at);
    }

    private ScoreEvent duel(String type, Instant at) {
        var attackerWins = random.nextInt(100) < 52;
        var winner = any(sides.get(attackerWins ? 0 : 1));
        var loser = any(sides.get(attackerWins ? 1 : 0));
        return event(type, winner, loser, at);
    }

    private ScoreEvent sameSide(Instant at) {
        var side = side();
        return event(ScoreEvent.KILL, side.getFirst(), side.get(1 + random.nextInt(side.size() - 1)), at);
    }

    private Optional<ScoreEvent> objective() {
        return battles.running(random).map(battle -> objective(battle, later(now(), battles.begun(battle))));
    }

    private Optional<ScoreEvent> afterItsBattle() {
        return battles.ended(random)
                .map(battle -> objective(battle, Instant.now().truncatedTo(ChronoUnit.MILLIS)));
    }

    private ScoreEvent objective(UUID battle, Instant at) {
        var capturers = new ArrayList<>(side());
        Collections.shuffle(capturers, random);
        return new ScoreEvent(
                id(),
                war,
                battle,
                ScoreEvent.OBJECTIVE_CAPTURE,
                null,
                null,
                capturers.subList(0, 1 + random.nextInt(3)),
                null,
                at);
    }

    private ScoreEvent event(String type, UUID player, UUID victim, Instant at) {
        var battle = battles.running(random).orElse(null);
        return new ScoreEvent(id(), war, battle, type, player, victim, List.of(), null, at);
    }

    private static ScoreEvent withPoints(ScoreEvent event, long points) {
        return new ScoreEvent(
                event.eventId(),
                event.warId(),
                event.battleId(),
                event.type(),
                event.playerId(),
                event.victimId(),
                event.players(),
                points,
                event.occurredAt());
    }

    /// A moment ago, but never before the fight began.
    private Instant now() {
        return later(
                Instant.now().minusMillis(random.nextLong(NOT_LATER_MS)).truncatedTo(ChronoUnit.MILLIS), activeFrom);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private List<UUID> side() {
        return sides.get(random.nextInt(2));
    }

    private UUID any(List<UUID> players) {
        return players.get(random.nextInt(players.size()));
    }

    private UUID id() {
        return new UUID(
                (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L,
                (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }
}
