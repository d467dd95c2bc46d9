package dev.warfront.score.http;

import dev.warfront.battle.BattleRules;
import dev.warfront.battle.CaptureRules;
import dev.warfront.kernel.WarId;
import dev.warfront.score.AppendScoreEvents;
import dev.warfront.score.Points;
import dev.warfront.score.ScoreWindow;
import dev.warfront.territory.TerritoryType;
import dev.warfront.war.WarRules;
import dev.warfront.war.WarSettings;
import java.util.UUID;

/// The rules of a war over HTTP, with the unit of each number in its name: `_ms` milliseconds, `_m` metres, `_bp` basis
/// points (10 000 are the whole). Of what decided about its declaration nothing is said: that is over.
///
/// @param points of one event; the same for all wars
record WarRulesJson(
        UUID warId,
        PhaseRulesJson phases,
        RosterRulesJson places,
        EventWindowJson events,
        PointRulesJson points,
        CaptureRulesJson captures,
        BattleRulesJson battles,
        DecisionRulesJson decision,
        AfterWarRulesJson rest) {
    static WarRulesJson of(WarId war, WarRules rules) {
        return new WarRulesJson(
                war.value(),
                PhaseRulesJson.of(rules.own()),
                RosterRulesJson.of(rules.own()),
                EventWindowJson.of(rules.section(ScoreWindow.class)),
                new PointRulesJson(
                        Points.KILL,
                        Points.ASSIST,
                        Points.OBJECTIVE_CAPTURE,
                        Points.PLAYERS_MAX,
                        AppendScoreEvents.EVENTS_MAX),
                CaptureRulesJson.of(rules.section(CaptureRules.class)),
                BattleRulesJson.of(rules.section(BattleRules.class)),
                DecisionRulesJson.of(rules.own()),
                AfterWarRulesJson.of(rules.own()));
    }

    /// How long the phases are, and what a war needs to begin.
    ///
    /// @param timerLateToleranceMs how late a phase may end and count as ended in time
    /// @param startActiveMembersMin members of a lead clan, seen within the time below, without whom it forfeits
    record PhaseRulesJson(
            long declaredMs,
            long preparationMs,
            long activeMs,
            long timerLateToleranceMs,
            int startActiveMembersMin,
            long startSeenWithinMs) {
        private static PhaseRulesJson of(WarSettings own) {
            return new PhaseRulesJson(
                    own.phase().declared().toMillis(),
                    own.phase().preparation().toMillis(),
                    own.phase().active().toMillis(),
                    own.timer().lateTolerance().toMillis(),
                    own.start().minActiveMembers(),
                    own.start().seenWithin().toMillis());
        }
    }

    /// Who may fight.
    ///
    /// @param perSide players who may fight on a side
    /// @param tenureMs after joining until somebody may fight who was no member when the war was declared
    record RosterRulesJson(int perSide, long tenureMs) {
        private static RosterRulesJson of(WarSettings own) {
            return new RosterRulesJson(
                    own.side().maxPlayers(), own.roster().tenure().toMillis());
        }
    }

    /// When a score event counts.
    ///
    /// @param horizonMs an event older than this at its receipt is too old, and so long repeats are found
    /// @param skewMs how far an event may lie in the future; it then counts as of its receipt
    /// @param lateGraceMs after the cut-off, how long events from before it are taken
    record EventWindowJson(long horizonMs, long skewMs, long lateGraceMs) {
        private static EventWindowJson of(ScoreWindow window) {
            return new EventWindowJson(
                    window.horizon().toMillis(),
                    window.skew().toMillis(),
                    window.lateGrace().toMillis());
        }
    }

    /// Points of score events.
    ///
    /// @param objectiveCapture in equal parts; the remainder is the lead clan's
    /// @param objectivePlayersMax who share one
    /// @param batchEventsMax events that are handed in at once
    record PointRulesJson(int kill, int assist, int objectiveCapture, int objectivePlayersMax, int batchEventsMax) {}

    /// Points of a capture, and how often land changes hands.
    ///
    /// @param points times the weight of the land
    /// @param difficultyBp more for each step of siege difficulty above 1
    /// @param lockMs after a capture in which the holder does not change again
    record CaptureRulesJson(
            long points, int resourceWeight, int strategicWeight, int capitalWeight, int difficultyBp, long lockMs) {
        private static CaptureRulesJson of(CaptureRules captures) {
            return new CaptureRulesJson(
                    captures.points(),
                    TerritoryType.RESOURCE.weight(),
                    TerritoryType.STRATEGIC.weight(),
                    TerritoryType.CAPITAL.weight(),
                    captures.difficultyBp(),
                    captures.lock().toMillis());
        }
    }

    /// Battles of the war.
    ///
    /// @param activeMax battles of the war that are fought at once
    /// @param startGraceMs past its planned start in which a battle may still begin
    /// @param hostGraceMs past its planned end in which its host may still end it
    record BattleRulesJson(
            int activeMax,
            long resourceLengthMs,
            long strategicLengthMs,
            long capitalLengthMs,
            int resourceRadiusM,
            int siegeRadiusM,
            int resourcePlayersPerSideMax,
            int siegePlayersPerSideMax,
            long startGraceMs,
            long hostGraceMs) {
        private static BattleRulesJson of(BattleRules battles) {
            return new BattleRulesJson(
                    battles.maxPerWar(),
                    battles.resourceLength().toMillis(),
                    battles.strategicLength().toMillis(),
                    battles.capitalLength().toMillis(),
                    battles.resourceRadiusM(),
                    battles.siegeRadiusM(),
                    battles.resourceMaxPerSide(),
                    battles.siegeMaxPerSide(),
                    battles.startGrace().toMillis(),
                    battles.hostGrace().toMillis());
        }
    }

    /// How the war is decided, and what a cancelled one costs.
    ///
    /// @param winnerPointsMin with both sides below it the war is a draw
    /// @param refundBp of the cost, back to the attacker that cancels in DECLARED
    /// @param amendsBp of the cost, to the defender when the attacker cancels in PREPARATION
    record DecisionRulesJson(long winnerPointsMin, int refundBp, int amendsBp) {
        private static DecisionRulesJson of(WarSettings own) {
            return new DecisionRulesJson(
                    own.winner().minPoints(),
                    own.cancel().refundBp(),
                    own.cancel().amendsBp());
        }
    }

    /// After the war.
    ///
    /// @param pairMs until the two clans may meet again
    /// @param attackerMs until the attacker may declare again
    /// @param loserImmunityMs in which nobody may declare on the loser
    /// @param streakImmunityMs the same after the third lost war in a row
    /// @param cancelledImmunityMs the same for a defender whose war was cancelled in PREPARATION
    /// @param landProtectionMs in which no war may name land that changed hands
    record AfterWarRulesJson(
            long pairMs,
            long attackerMs,
            long loserImmunityMs,
            long streakImmunityMs,
            long cancelledImmunityMs,
            long landProtectionMs) {
        private static AfterWarRulesJson of(WarSettings own) {
            return new AfterWarRulesJson(
                    own.cooldown().pair().toMillis(),
                    own.cooldown().declare().toMillis(),
                    own.immunity().loser().toMillis(),
                    own.immunity().afterStreak().toMillis(),
                    own.immunity().cancelled().toMillis(),
                    own.land().protection().toMillis());
        }
    }
}
