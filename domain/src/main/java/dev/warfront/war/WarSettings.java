package dev.warfront.war;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.math.BigInteger;
import java.time.Duration;

/// The numbers of wars. Source: docs/rules/war.md.
@Settings("war")
public record WarSettings(
        Phase phase,
        Timer timer,
        Declare declare,
        Limit limit,
        Start start,
        Roster roster,
        Side side,
        Cancel cancel,
        Cooldown cooldown,
        Immunity immunity,
        Land land,
        Winner winner)
        implements WarRule, Ranged {
    private static final long BP = 10_000;
    private static final long MANY = 1_000_000;

    @Override
    public void checkRanges() {
        Ranges.within("phase.preparation", phase.preparation, Duration.ofHours(24), Duration.ofHours(168));
        Ranges.within("phase.active", phase.active, Duration.ofDays(1), Duration.ofDays(14));
        declare.checkRanges();
        Ranges.within("limit.offensive", limit.offensive, 1, MANY);
        Ranges.within("limit.defensive", limit.defensive, 1, MANY);
        Ranges.within("limit.total", limit.total, 1, MANY);
        Ranges.within("limit.global", limit.global, 1, MANY);
        Ranges.within("start.min-active-members", start.minActiveMembers, 0, MANY);
        Ranges.within("side.max-players", side.maxPlayers, 1, 10_000);
        Ranges.within("winner.min-points", winner.minPoints, 0, MANY);
    }

    /// How long the phases last, without lateness.
    ///
    /// @param declared until PREPARATION
    /// @param preparation until ACTIVE, 24..168 h
    /// @param active until ENDING, 1..14 d
    public record Phase(Duration declared, Duration preparation, Duration active) {
        public Phase {
            Ranges.notNegative("declared", declared);
            Ranges.notNegative("preparation", preparation);
            Ranges.notNegative("active", active);
        }
    }

    /// How exact the timers of phases must be.
    ///
    /// @param lateTolerance how late the timer of a phase may run for its effect to count as of the
    /// planned time
    public record Timer(Duration lateTolerance) {
        public Timer {
            Ranges.notNegative("late-tolerance", lateTolerance);
        }
    }

    /// Who may declare on whom, and what it costs. Source: docs/rules/war.md, declaring.
    ///
    /// @param minMembers members of either clan
    /// @param minLevel level of either clan
    /// @param strongholdLevel the attacker's level, if a target is STRATEGIC or CAPITAL
    /// @param minAge how old either clan must be
    /// @param maxSizeRatio the attacker's recently seen members to the defender's
    /// @param maxLevelGap levels of the attacker above the defender
    /// @param seenWithin time in which who was active counts as recently seen
    /// @param maxTargets territories that a war may be about, 1..100
    /// @param reachM metres from own land, unless adjacent
    /// @param crossRegion whether the clans may be of two regions
    /// @param baseCost credits, 1..1 000 000 000
    /// @param freeMembers members of the defender above it raise the cost
    /// @param memberBp bp for each of them
    /// @param openWarBp bp for each open offensive war of the attacker
    /// @param maxCostFactor times the base cost at most; 1..1 000
    /// @param perHour declarations of a clan in an hour; 1..10 000
    public record Declare(
            int minMembers,
            int minLevel,
            int strongholdLevel,
            Duration minAge,
            int maxSizeRatio,
            int maxLevelGap,
            Duration seenWithin,
            int maxTargets,
            double reachM,
            boolean crossRegion,
            long baseCost,
            int freeMembers,
            int memberBp,
            int openWarBp,
            int maxCostFactor,
            int perHour) {
        private static final long BASE_COST_MAX = 1_000_000_000;
        private static final long COST_FACTOR_MAX = 1_000;

        public Declare {
            Ranges.notNegative("declare.min-age", minAge);
            Ranges.notNegative("declare.seen-within", seenWithin);
            Ranges.within("declare.base-cost", baseCost, 0, BASE_COST_MAX);
            Ranges.within("declare.member-bp", memberBp, 0, Integer.MAX_VALUE);
            Ranges.within("declare.open-war-bp", openWarBp, 0, Integer.MAX_VALUE);
            Ranges.within("declare.max-cost-factor", maxCostFactor, 0, COST_FACTOR_MAX);
        }

        private void checkRanges() {
            Ranges.within("declare.member-bp", memberBp, 0, MANY);
            Ranges.within("declare.open-war-bp", openWarBp, 0, MANY);
            Ranges.within("declare.free-members", freeMembers, 0, MANY);
            Ranges.within("declare.base-cost", baseCost, 1, BASE_COST_MAX);
            Ranges.within("declare.max-cost-factor", maxCostFactor, 1, COST_FACTOR_MAX);
            Ranges.within("declare.max-targets", maxTargets, 1, 100);
            Ranges.within("declare.per-hour", perHour, 1, 10_000);
        }

        /// What a declaration costs, in credits. Source: docs/rules/war.md, cost.
        ///
        /// @param defenderMembers 0..1 000
        /// @param openOffensive open wars that the attacker declared before
        public long cost(int defenderMembers, int openOffensive) {
            var members = BP + (long) memberBp * Math.max(0, defenderMembers - freeMembers);
            var wars = BP + (long) openWarBp * openOffensive;
            return BigInteger.valueOf(baseCost)
                    .multiply(BigInteger.valueOf(members))
                    .multiply(BigInteger.valueOf(wars))
                    .divide(BigInteger.valueOf(BP * BP))
                    .min(BigInteger.valueOf(baseCost * maxCostFactor))
                    .longValueExact();
        }
    }

    /// How many wars may be open at once.
    ///
    /// @param offensive that a clan declared
    /// @param defensive declared on it
    /// @param total of a clan in all
    /// @param global in the world
    public record Limit(int offensive, int defensive, int total, int global) {}

    /// What a lead clan must bring when ACTIVE begins.
    ///
    /// @param minActiveMembers recently seen members, else it forfeits
    /// @param seenWithin time in which who was active counts as recently seen
    public record Start(int minActiveMembers, Duration seenWithin) {
        public Start {
            Ranges.notNegative("start.seen-within", seenWithin);
        }
    }

    /// When a member may fight.
    ///
    /// @param tenure time after joining, for who was no member when the war was declared
    public record Roster(Duration tenure) {
        public Roster {
            Ranges.notNegative("roster.tenure", tenure);
        }
    }

    /// How large a side may be.
    ///
    /// @param maxPlayers places of a side, 1..10 000
    public record Side(int maxPlayers) {}

    /// What is left of the cost when the attacker calls its war off. The rest burns.
    ///
    /// @param refundBp bp back to the attacker, in DECLARED
    /// @param amendsBp bp to the defender, in PREPARATION
    public record Cancel(int refundBp, int amendsBp) {
        public Cancel {
            Ranges.within("cancel.refund-bp", refundBp, 0, BP);
            Ranges.within("cancel.amends-bp", amendsBp, 0, BP);
        }

        long refundOf(long cost) {
            return Math.multiplyExact(cost, (long) refundBp) / BP;
        }

        long amendsOf(long cost) {
            return Math.multiplyExact(cost, (long) amendsBp) / BP;
        }
    }

    /// Rest after a war.
    ///
    /// @param pair until the two clans may meet again
    /// @param declare until the attacker may declare again
    public record Cooldown(Duration pair, Duration declare) {
        public Cooldown {
            Ranges.notNegative("cooldown.pair", pair);
            Ranges.notNegative("cooldown.declare", declare);
        }
    }

    /// How long nobody may declare on a clan.
    ///
    /// @param loser after a lost war
    /// @param afterStreak after the third lost in a row
    /// @param cancelled for a defender whose war was cancelled in PREPARATION
    public record Immunity(Duration loser, Duration afterStreak, Duration cancelled) {
        public Immunity {
            Ranges.notNegative("immunity.loser", loser);
            Ranges.notNegative("immunity.after-streak", afterStreak);
            Ranges.notNegative("immunity.cancelled", cancelled);
        }
    }

    /// What becomes of land that changed hands.
    ///
    /// @param protection time in which no war may name it
    public record Land(Duration protection) {
        public Land {
            Ranges.notNegative("land.protection", protection);
        }
    }

    /// When points decide.
    ///
    /// @param minPoints with both sides below it the war is a draw
    public record Winner(long minPoints) {}
}
