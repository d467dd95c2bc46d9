package dev.warfront.war;

import dev.warfront.kernel.Side;

/// Who won. Source: docs/rules/war.md, winner.
final class Verdict {
    private Verdict() {}

    static Outcome outcome(War.Ending war, FinalTotals totals, TieBreak attacker, TieBreak defender) {
        return switch (war.reason()) {
            case SURRENDER, FORFEIT -> war.awarded() == null ? Outcome.NONE : Outcome.winOf(war.awarded());
            case NO_CONTEST, CANCELLED -> Outcome.NONE;
            case TIME_LIMIT -> byPoints(war.rules().own().winner(), totals, attacker, defender);
        };
    }

    private static Outcome byPoints(
            WarSettings.Winner rules, FinalTotals totals, TieBreak attacker, TieBreak defender) {
        var a = totals.attacker();
        var d = totals.defender();
        if (a.points() < rules.minPoints() && d.points() < rules.minPoints()) {
            return Outcome.DRAW;
        }
        var ahead = firstDifference(
                Long.compare(a.points(), d.points()),
                Integer.compare(attacker.capturedWeight(), defender.capturedWeight()),
                Integer.compare(attacker.siegesWon(), defender.siegesWon()),
                Long.compare(a.objectives(), d.objectives()),
                Long.compare(d.deaths(), a.deaths()));
        if (ahead == 0) {
            return Outcome.DRAW;
        }
        return Outcome.winOf(ahead > 0 ? Side.ATTACKER : Side.DEFENDER);
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
