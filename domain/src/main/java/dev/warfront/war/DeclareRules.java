package dev.warfront.war;

import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// Who may declare on whom, and what it costs. Source: docs/rules/war.md, declaring.
///
/// @param minMembers 15 members of either clan
/// @param minLevel 3: level of either clan
/// @param strongholdLevel 5: the attacker's level, if a target is STRATEGIC or CAPITAL
/// @param minAge 7 d of either clan
/// @param maxSizeRatio 4: the attacker's recently seen members to the defender's
/// @param maxLevelGap 20 levels of the attacker above the defender
/// @param seenWithin 7 d: who was active in it counts as recently seen
/// @param maxTargets 5
/// @param reachM 5 000 metres from own land, unless adjacent
/// @param crossRegion false: both clans must be of one region
/// @param baseCost 10 000 credits; at most 1 000 000 000
/// @param freeMembers 30: members of the defender above it raise the cost
/// @param memberBp 100 bp each
/// @param openWarBp 5 000 bp for each open offensive war of the attacker
/// @param maxCostFactor 10 times the base cost at most
/// @param perHour 10 declarations of a clan
@Settings("war.declare")
public record DeclareRules(
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
    private static final long BP = 10_000;

    public DeclareRules {
        Ranges.notNegative("min-age", minAge);
        Ranges.notNegative("seen-within", seenWithin);
        Ranges.within("member-bp", memberBp, 0, 1_000_000);
        Ranges.within("open-war-bp", openWarBp, 0, 1_000_000);
        Ranges.within("free-members", freeMembers, 0, 1_000_000);
        Ranges.within("base-cost", baseCost, 1, BASE_COST_MAX);
        Ranges.within("max-cost-factor", maxCostFactor, 1, 1_000);
        Ranges.within("max-targets", maxTargets, 1, 100);
        Ranges.within("per-hour", perHour, 1, 10_000);
    }

    /// What a declaration costs, in credits. Source: docs/rules/war.md, cost.
    ///
    /// @param defenderMembers 0..1 000
    /// @param openOffensive open wars that the attacker declared before
    public long cost(int defenderMembers, int openOffensive) {
        var members = BP + (long) memberBp * Math.max(0, defenderMembers - freeMembers);
        var wars = BP + (long) openWarBp * openOffensive;
        var cost = Math.multiplyExact(Math.multiplyExact(baseCost, members), wars) / (BP * BP);
        return Math.min(cost, Math.multiplyExact(baseCost, (long) maxCostFactor));
    }
}
