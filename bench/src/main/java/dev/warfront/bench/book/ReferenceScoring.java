package dev.warfront.bench.book;

import dev.warfront.bench.book.ReferenceResult.Accepted;
import dev.warfront.bench.book.ReferenceResult.Duplicate;
import dev.warfront.bench.book.ReferenceResult.Elsewhere;
import dev.warfront.bench.book.ReferenceResult.Rejected;
import dev.warfront.bench.book.ReferenceResult.Uncounted;
import dev.warfront.bench.wire.ScoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The rules of scoring in the order in which they are checked, written a second time and independent of the program.
/// Takes the records of one war in the order of their offsets; remembers ids, so one judge serves one war.
final class ReferenceScoring {
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration HORIZON = Duration.ofMinutes(10);
    private static final int MOST_PLAYERS = 100;

    private final WarContext war;
    private final PointsTable points;
    private final Map<UUID, ScoreEvent> seen = new HashMap<>();
    private final Set<UUID> derived = new HashSet<>();

    ReferenceScoring(WarContext war, PointsTable points) {
        this.war = war;
        this.points = points;
    }

    ReferenceResult judge(Entry entry) {
        return switch (entry.content()) {
            case Entry.Content.Garbage _ -> new Rejected("SCORE_MALFORMED");
            case Entry.Content.Forged _ -> new Uncounted("SCORE_SIGNATURE_INVALID");
            case Entry.Content.Genuine(var event) -> judge(event, entry.receivedAt());
            case Entry.Content.Foreign(var code) -> new Rejected(code);
            case Entry.Content.Unsigned(var code) -> new Uncounted(code);
            case Entry.Content.Derived(var id) -> derived.add(id) ? new Elsewhere() : new Duplicate();
            case Entry.Content.CutOff _ -> new Elsewhere();
        };
    }

    private ReferenceResult judge(ScoreEvent event, Instant receivedAt) {
        return shape(event)
                .or(() -> repeat(event))
                .or(() -> time(event, receivedAt).map(Rejected::new))
                .or(() -> people(event).map(Rejected::new))
                .orElseGet(() -> counted(event));
    }

    private Optional<ReferenceResult> shape(ScoreEvent event) {
        var worth = points.of(event.type());
        if (worth.isPresent() && incomplete(event)) {
            return Optional.of(new Rejected("SCORE_MALFORMED"));
        }
        if (worth.isEmpty()) {
            return Optional.of(new Rejected("SCORE_INVALID_TYPE"));
        }
        var claimed = event.basePoints();
        return claimed == null || claimed == worth.getAsLong()
                ? Optional.empty()
                : Optional.of(new Rejected("SCORE_OUT_OF_RANGE"));
    }

    private static boolean incomplete(ScoreEvent event) {
        var sharers = event.players().size();
        return event.type().equals(ScoreEvent.OBJECTIVE_CAPTURE)
                ? sharers < 1 || sharers > MOST_PLAYERS
                : event.playerId() == null || event.victimId() == null;
    }

    private Optional<ReferenceResult> repeat(ScoreEvent event) {
        var first = seen.putIfAbsent(event.eventId(), event);
        if (first == null) {
            return Optional.empty();
        }
        return Optional.of(first.equals(event) ? new Duplicate() : new Rejected("SCORE_IDEMPOTENCY_MISMATCH"));
    }

    private Optional<String> time(ScoreEvent event, Instant receivedAt) {
        var occurredAt = event.occurredAt();
        if (occurredAt.isBefore(war.activeFrom())) {
            return Optional.of("SCORE_WAR_NOT_ACTIVE");
        }
        if (occurredAt.isAfter(receivedAt.plus(SKEW))) {
            return Optional.of("SCORE_CLOCK_SKEW");
        }
        if (occurredAt.isBefore(receivedAt.minus(HORIZON))) {
            return Optional.of("SCORE_TOO_OLD");
        }
        var counts = occurredAt.isAfter(receivedAt) ? receivedAt : occurredAt;
        if (!counts.isBefore(war.cutOff()) || receivedAt.isAfter(war.cutOff().plus(war.grace()))) {
            return Optional.of("SCORE_LATE");
        }
        return afterBattle(event, counts) ? Optional.of("SCORE_BATTLE_ENDED") : Optional.empty();
    }

    private boolean afterBattle(ScoreEvent event, Instant at) {
        if (event.battleId() == null || !event.type().equals(ScoreEvent.OBJECTIVE_CAPTURE)) {
            return false;
        }
        var ended = war.endedBattles().get(event.battleId());
        return ended != null && !at.isBefore(ended);
    }

    private Optional<String> people(ScoreEvent event) {
        if (!war.roster().keySet().containsAll(named(event))) {
            return Optional.of("SCORE_NOT_PARTICIPANT");
        }
        return event.victimId() != null && sideOf(event.victimId()) == side(event)
                ? Optional.of("SCORE_SAME_SIDE")
                : Optional.empty();
    }

    private ReferenceResult counted(ScoreEvent event) {
        return new Accepted(side(event), points.of(event.type()).orElseThrow());
    }

    private Side side(ScoreEvent event) {
        return sideOf(event.playerId() == null ? event.players().getFirst() : event.playerId());
    }

    private Side sideOf(UUID player) {
        var side = war.roster().get(player);
        if (side == null) {
            throw new IllegalStateException("nobody knows player " + player);
        }
        return side;
    }

    private static List<UUID> named(ScoreEvent event) {
        var named = new ArrayList<>(event.players());
        Optional.ofNullable(event.playerId()).ifPresent(named::add);
        Optional.ofNullable(event.victimId()).ifPresent(named::add);
        return named;
    }
}
