package dev.warfront.score;

import dev.warfront.war.Tally;

/// A tally while ledger rows are added up. Never wraps.
final class RunningTally {
    private long points;
    private long kills;
    private long deaths;
    private long assists;
    private long objectives;

    RunningTally(Tally start) {
        points = start.points();
        kills = start.kills();
        deaths = start.deaths();
        assists = start.assists();
        objectives = start.objectives();
    }

    void add(long morePoints, ScoreType type, boolean objective) {
        points = Math.addExact(points, morePoints);
        switch (type) {
            case KILL -> kills++;
            case ASSIST -> assists++;
            case OBJECTIVE_CAPTURE -> objectives += objective ? 1 : 0;
            case TERRITORY_CAPTURE -> {}
        }
    }

    void addDeath() {
        deaths++;
    }

    Tally tally() {
        return new Tally(points, kills, deaths, assists, objectives);
    }
}
