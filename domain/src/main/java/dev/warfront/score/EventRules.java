package dev.warfront.score;

import dev.warfront.battle.CaptureRules;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules that refuse a score event, each in its place in the order. Source: docs/rules/score.md, rejections.
final class EventRules {
    private static final int DIFFICULTY_MAX = 10;

    private EventRules() {}

    /// What keeps the record itself from being believed: unreadable, unsigned, or not where its
    /// war's records belong.
    static Optional<Rejection> record(LogRecord record) {
        if (record.event() instanceof ParsedEvent.Malformed malformed) {
            return refused(ScoreCode.SCORE_MALFORMED, malformed.field());
        }
        if (record.proof() == LogRecord.Proof.NONE) {
            return refused(ScoreCode.SCORE_SIGNATURE_INVALID, null);
        }
        return record.rightPartition()
                        && Objects.equals(record.key(), record.event().war())
                ? Optional.empty()
                : refused(ScoreCode.SCORE_WRONG_PARTITION, FaultyField.WAR_ID);
    }

    /// A wrong type or range, which the content alone shows.
    static Optional<Rejection> content(ScoreEvent event) {
        var type = ScoreType.named(event.type()).filter(ScoreType::fromGameServers);
        if (type.isEmpty()) {
            return refused(ScoreCode.SCORE_INVALID_TYPE, FaultyField.TYPE);
        }
        var points = event.basePoints();
        if (points != null && points != Points.of(type.get())) {
            return refused(ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.BASE_POINTS);
        }
        return type.get() == ScoreType.OBJECTIVE_CAPTURE && !shareable(event.players())
                ? refused(ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.PLAYERS)
                : Optional.empty();
    }

    private static boolean shareable(List<PlayerId> players) {
        return !players.isEmpty()
                && players.size() <= Points.PLAYERS_MAX
                && new HashSet<>(players).size() == players.size();
    }

    /// Refuses a capture that cannot be worth so much by the war's own rules: from the least land at
    /// difficulty 1 to a capital at difficulty 10.
    ///
    /// @param war null when there is no such war
    static Optional<Rejection> capture(long points, @Nullable ScoredWar war) {
        return war == null ? Optional.empty() : capture(points, war.rules().section(CaptureRules.class));
    }

    private static Optional<Rejection> capture(long points, CaptureRules rules) {
        var lowest = rules.pointsFor(TerritoryType.RESOURCE.weight(), 1);
        var highest = rules.pointsFor(TerritoryType.CAPITAL.weight(), DIFFICULTY_MAX);
        return points < lowest || points > highest
                ? refused(ScoreCode.SCORE_OUT_OF_RANGE, FaultyField.BASE_POINTS)
                : Optional.empty();
    }

    /// Why an event of that time does not count for the war.
    ///
    /// @param war null when there is no such war
    /// @param times when it happened and was received
    /// @param floor events up to then may be repeats of what is forgotten; null when nothing is
    /// @param closed true behind the cut-off marker
    static Optional<Rejection> time(
            @Nullable ScoredWar war, Times times, ScoreWindow known, @Nullable Instant floor, boolean closed) {
        if (war == null || war.activeStartedAt() == null) {
            return refused(ScoreCode.SCORE_WAR_NOT_ACTIVE, FaultyField.WAR_ID);
        }
        if (times.at().isBefore(war.activeStartedAt())) {
            return refused(ScoreCode.SCORE_WAR_NOT_ACTIVE, FaultyField.OCCURRED_AT);
        }
        var window = war.rules().section(ScoreWindow.class);
        if (times.occurred().isAfter(times.received().plus(window.skew()))
                || times.occurred().isAfter(times.received().plus(known.skew()))) {
            return refused(ScoreCode.SCORE_CLOCK_SKEW, FaultyField.OCCURRED_AT);
        }
        if (times.occurred().isBefore(times.received().minus(window.horizon()))
                || times.occurred().isBefore(times.received().minus(known.horizon()))
                || (floor != null && !times.occurred().isAfter(floor))) {
            return refused(ScoreCode.SCORE_TOO_OLD, FaultyField.OCCURRED_AT);
        }
        return late(war, times, closed);
    }

    /// Why an event that the program derived does not count. It was derived while the war was fought and lies in the
    /// log before the marker of the cut-off, whatever the clocks of two nodes say of it; behind the marker nothing
    /// counts. Source: docs/rules/score.md, ending.
    static Optional<Rejection> derived(@Nullable ScoredWar war, boolean closed) {
        if (war == null || war.activeStartedAt() == null) {
            return refused(ScoreCode.SCORE_WAR_NOT_ACTIVE, FaultyField.WAR_ID);
        }
        return closed ? refused(ScoreCode.SCORE_LATE, null) : Optional.empty();
    }

    /// Refuses an event that lies after the cut-off, or reached the log too long after it: then none of its
    /// fields is at fault.
    private static Optional<Rejection> late(ScoredWar war, Times times, boolean closed) {
        var cutOff = war.knownCutOff();
        if (cutOff != null && !times.at().isBefore(cutOff)) {
            return refused(ScoreCode.SCORE_LATE, FaultyField.OCCURRED_AT);
        }
        return closed || (cutOff != null && times.received().isAfter(cutOff.plus(grace(war))))
                ? refused(ScoreCode.SCORE_LATE, null)
                : Optional.empty();
    }

    private static Duration grace(ScoredWar war) {
        return war.rules().section(ScoreWindow.class).lateGrace();
    }

    /// The battle the event belongs to: the one it names, if that is a battle of the war that was running then.
    /// Null in the open world.
    static @Nullable BattleId battle(ScoreEvent event, @Nullable ScoredBattle battle, Instant at) {
        return battle != null && battle.war().equals(event.war()) && running(battle, at) ? battle.id() : null;
    }

    private static boolean running(ScoredBattle battle, Instant at) {
        var start = battle.startedAt();
        var end = battle.endedAt();
        return start != null && !at.isBefore(start) && (end == null || at.isBefore(end));
    }

    /// Why somebody named may not take part in the event: the first of the reasons that holds for anybody.
    static Optional<Rejection> players(ScoreEvent event, ScoreType type, Roster roster, Instant at) {
        Rejection notEligible = null;
        Rejection locked = null;
        for (var player : named(event, type)) {
            var entry = roster.of(player).orElse(null);
            if (entry == null || !(entry.isOnRosterAt(at) || entry.changedSides())) {
                return refused(ScoreCode.SCORE_NOT_PARTICIPANT, fieldOf(player, event, type));
            }
            if (isOnOtherSide(entry, at)) {
                locked = first(locked, ScoreCode.SCORE_SIDE_LOCKED, fieldOf(player, event, type));
            } else if (!entry.mayFightAt(at)) {
                notEligible = first(notEligible, ScoreCode.SCORE_NOT_ELIGIBLE, fieldOf(player, event, type));
            }
        }
        var wrong = notEligible == null ? locked : notEligible;
        return wrong == null ? sides(event, type, roster) : Optional.of(wrong);
    }

    private static Rejection first(@Nullable Rejection before, ScoreCode code, FaultyField field) {
        return before == null ? new Rejection(code, field) : before;
    }

    private static FaultyField fieldOf(PlayerId named, ScoreEvent event, ScoreType type) {
        if (type == ScoreType.OBJECTIVE_CAPTURE) {
            return FaultyField.PLAYERS;
        }
        return named.equals(event.player()) ? FaultyField.PLAYER_ID : FaultyField.VICTIM_ID;
    }

    private static Optional<Rejection> sides(ScoreEvent event, ScoreType type, Roster roster) {
        if (sidesFit(event, type, roster)) {
            return Optional.empty();
        }
        var shared = type == ScoreType.OBJECTIVE_CAPTURE;
        return refused(ScoreCode.SCORE_SAME_SIDE, shared ? FaultyField.PLAYERS : FaultyField.VICTIM_ID);
    }

    static Optional<Rejection> refused(ScoreCode code, @Nullable FaultyField field) {
        return Optional.of(new Rejection(code, field));
    }

    private static List<PlayerId> named(ScoreEvent event, ScoreType type) {
        return type == ScoreType.OBJECTIVE_CAPTURE
                ? event.players()
                : List.of(Objects.requireNonNull(event.player()), Objects.requireNonNull(event.victim()));
    }

    /// A member of the other side by then. What it did before it left is its own.
    private static boolean isOnOtherSide(Roster.Entry entry, Instant at) {
        return entry.changedSides() && !entry.isOnRosterAt(at);
    }

    private static boolean sidesFit(ScoreEvent event, ScoreType type, Roster roster) {
        if (type != ScoreType.OBJECTIVE_CAPTURE) {
            return entry(roster, Objects.requireNonNull(event.player())).side()
                    != entry(roster, Objects.requireNonNull(event.victim())).side();
        }
        var side = side(event, roster);
        return event.players().stream().allMatch(each -> entry(roster, each).side() == side);
    }

    private static Side side(ScoreEvent event, Roster roster) {
        return entry(roster, event.players().getFirst()).side();
    }

    static Roster.Entry entry(Roster roster, PlayerId player) {
        return roster.of(player).orElseThrow(() -> new IllegalStateException("not on the roster: " + player.value()));
    }

    /// When an event happened, as its sender says, and was received.
    record Times(Instant occurred, Instant received) {
        /// When it counts as having happened: never after its receipt.
        Instant at() {
            return occurred.isAfter(received) ? received : occurred;
        }
    }
}
