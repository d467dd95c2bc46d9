package dev.warfront.score;

/// The table of points. Source: docs/rules/score.md.
public final class Points {
    public static final int KILL = 10;
    public static final int ASSIST = 3;
    /// Shared by the capturers; the remainder is the lead clan's.
    public static final int OBJECTIVE_CAPTURE = 50;
    /// Capturers of one objective, at most.
    public static final int PLAYERS_MAX = 100;
    /// Basis points of a factor that changes nothing.
    public static final int FACTOR_ONE_BP = 10_000;

    private Points() {}

    static int of(ScoreType type) {
        return switch (type) {
            case KILL -> KILL;
            case ASSIST -> ASSIST;
            case OBJECTIVE_CAPTURE -> OBJECTIVE_CAPTURE;
            case TERRITORY_CAPTURE -> throw new IllegalArgumentException("a capture says itself what it is worth");
        };
    }
}
