package dev.warfront.war;

import dev.warfront.kernel.Side;

/// Who won. Source: docs/rules/war.md, winner.
final class WinnerRules {
    private WinnerRules() {}

    static WarOutcome outcome(War.Ending war, FinalTotals totals, TieBreak attacker, TieBreak defender) {
        return switch (war.reason()) {
            case SURRENDER, FORFEIT -> war.awarded() == null ? WarOutcome.NONE : WarOutcome.winOf(war.awarded());
            case NO_CONTEST, CANCELLED -> WarOutcome.NONE;
            case TIME_LIMIT -> byPoints(war.rules().own().winner(), totals, attacker, defender);
        };
    }

    private static WarOutcome byPoints(
            WarSettings.Winner rules, FinalTotals totals, TieBreak attacker, TieBreak defender) {
        var a = totals.attacker();
        var d = totals.defender();
        if (a.points() < rules.minPoints() && d.points() < rules.minPoints()) {
            return WarOutcome.DRAW;
        }
        var ahead = firstDifference(
                Long.compare(a.points(), d.points()),
                Integer.compare(attacker.capturedWeight(), defender.capturedWeight()),
                Integer.compare(attacker.siegesWon(), defender.siegesWon()),
                Long.compare(a.objectives(), d.objectives()),
                Long.compare(d.deaths(), a.deaths()));
        if (ahead == 0) {
            return WarOutcome.DRAW;
        }
        return WarOutcome.winOf(ahead > 0 ? Side.ATTACKER : Side.DEFENDER);
    }

    private static int firstDifference(int... comparisons) {
        for (var comparison : comparisons) {
            if (comparison != 0) {
                return comparison;
            }
        }
        return 0;
    }
}
