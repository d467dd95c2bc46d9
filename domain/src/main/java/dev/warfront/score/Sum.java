package dev.warfront.score;

/// Counts while a batch is added up. Never wraps.
final class Sum {
    private long points;
    private long kills;
    private long deaths;
    private long assists;
    private long objectives;

    Sum(Counts start) {
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

    long points() {
        return points;
    }

    Counts counts() {
        return new Counts(points, kills, deaths, assists, objectives);
    }
}
