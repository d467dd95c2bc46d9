package dev.warfront.score;

import dev.warfront.battle.CaptureRules;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.Roster;
import dev.warfront.war.ScoredWar;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rules that refuse a score event, each in its place in the order. Source: docs/rules/score.md, rejections.
final class EventRules {
    static final int PLAYERS_MAX = 100;
    private static final int DIFFICULTY_MAX = 10;

    private EventRules() {}

    /// What keeps the record itself from being believed: unreadable, unsigned, or not where its
    /// war's records belong.
    static Optional<ScoreCode> record(LogRecord record) {
        if (record.event() instanceof ParsedEvent.Malformed) {
            return Optional.of(ScoreCode.SCORE_MALFORMED);
        }
        if (record.proof() == LogRecord.Proof.NONE) {
            return Optional.of(ScoreCode.SCORE_SIGNATURE_INVALID);
        }
        return record.rightPartition()
                        && Objects.equals(record.key(), record.event().war())
                ? Optional.empty()
                : Optional.of(ScoreCode.SCORE_WRONG_PARTITION);
    }

    /// A wrong type or range, which the content alone shows.
    static Optional<ScoreCode> content(ScoreEvent event) {
        var type = ScoreType.named(event.type()).filter(ScoreType::fromGameServers);
        if (type.isEmpty()) {
            return Optional.of(ScoreCode.SCORE_INVALID_TYPE);
        }
        var points = event.basePoints();
        if (points != null && points != Points.of(type.get())) {
            return Optional.of(ScoreCode.SCORE_OUT_OF_RANGE);
        }
        return type.get() == ScoreType.OBJECTIVE_CAPTURE && !shareable(event.players())
                ? Optional.of(ScoreCode.SCORE_OUT_OF_RANGE)
                : Optional.empty();
    }

    private static boolean shareable(List<PlayerId> players) {
        return !players.isEmpty() && players.size() <= PLAYERS_MAX && new HashSet<>(players).size() == players.size();
    }

    /// Refuses a capture that cannot be worth so much by the war's own rules: from the least land at
    /// difficulty 1 to a capital at difficulty 10.
    ///
    /// @param war null when there is no such war
    static Optional<ScoreCode> capture(long points, @Nullable ScoredWar war) {
        return war == null ? Optional.empty() : capture(points, war.rules().section(CaptureRules.class));
    }

    private static Optional<ScoreCode> capture(long points, CaptureRules rules) {
        var lowest = rules.pointsFor(TerritoryType.RESOURCE.weight(), 1);
        var highest = rules.pointsFor(TerritoryType.CAPITAL.weight(), DIFFICULTY_MAX);
        return points < lowest || points > highest ? Optional.of(ScoreCode.SCORE_OUT_OF_RANGE) : Optional.empty();
    }

    /// Why an event of that time does not count for the war.
    ///
    /// @param war null when there is no such war
    /// @param times when it happened and was received
    /// @param floor events up to then may be repeats of what is forgotten; null when nothing is
    /// @param closed true behind the cut-off marker
    static Optional<ScoreCode> time(
            @Nullable ScoredWar war, Times times, ScoreWindow known, @Nullable Instant floor, boolean closed) {
        if (war == null || war.activeStartedAt() == null || times.at().isBefore(war.activeStartedAt())) {
            return Optional.of(ScoreCode.SCORE_WAR_NOT_ACTIVE);
        }
        var window = war.rules().section(ScoreWindow.class);
        if (times.occurred().isAfter(times.received().plus(window.skew()))
                || times.occurred().isAfter(times.received().plus(known.skew()))) {
            return Optional.of(ScoreCode.SCORE_CLOCK_SKEW);
        }
        if (times.occurred().isBefore(times.received().minus(window.horizon()))
                || times.occurred().isBefore(times.received().minus(known.horizon()))
                || (floor != null && !times.occurred().isAfter(floor))) {
            return Optional.of(ScoreCode.SCORE_TOO_OLD);
        }
        return late(war, times, closed);
    }

    /// Why an event that the program derived does not count. It was derived while the war was fought and lies in the
    /// log before the marker of the cut-off, whatever the clocks of two nodes say of it; behind the marker nothing
    /// counts. Source: docs/rules/score.md, ending.
    static Optional<ScoreCode> derived(@Nullable ScoredWar war, boolean closed) {
        if (war == null || war.activeStartedAt() == null) {
            return Optional.of(ScoreCode.SCORE_WAR_NOT_ACTIVE);
        }
        return closed ? Optional.of(ScoreCode.SCORE_LATE) : Optional.empty();
    }

    /// Refuses an event that lies after the cut-off, or reached the log too long after it.
    private static Optional<ScoreCode> late(ScoredWar war, Times times, boolean closed) {
        var cutOff = war.knownCutOff();
        var late = closed
                || (cutOff != null
                        && (!times.at().isBefore(cutOff)
                                || times.received()
                                        .isAfter(cutOff.plus(war.rules()
                                                .section(ScoreWindow.class)
                                                .lateGrace()))));
        return late ? Optional.of(ScoreCode.SCORE_LATE) : Optional.empty();
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
    static Optional<ScoreCode> players(ScoreEvent event, ScoreType type, Roster roster, Instant at) {
        var eligible = true;
        var locked = false;
        for (var player : named(event, type)) {
            var entry = roster.of(player).orElse(null);
            if (entry == null || !(entry.isOnRosterAt(at) || entry.changedSides())) {
                return Optional.of(ScoreCode.SCORE_NOT_PARTICIPANT);
            }
            var otherSide = isOnOtherSide(entry, at);
            eligible &= otherSide || entry.mayFightAt(at);
            locked |= otherSide;
        }
        if (!eligible) {
            return Optional.of(ScoreCode.SCORE_NOT_ELIGIBLE);
        }
        if (locked) {
            return Optional.of(ScoreCode.SCORE_SIDE_LOCKED);
        }
        return sidesFit(event, type, roster) ? Optional.empty() : Optional.of(ScoreCode.SCORE_SAME_SIDE);
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
