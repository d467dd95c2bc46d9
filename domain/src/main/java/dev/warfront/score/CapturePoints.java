package dev.warfront.score;

import dev.warfront.territory.TerritoryType;

/// What the capture of contested land is worth: 200 x weight of its type x (1 + 0.1 x (siege difficulty - 1)).
public final class CapturePoints {
    private static final int BASE = 200;
    private static final int DIFFICULTY_MAX = 10;
    /// The cheapest capture: RESOURCE at difficulty 1.
    public static final int MIN = of(TerritoryType.RESOURCE, 1);
    /// The dearest capture: CAPITAL at difficulty 10.
    public static final int MAX = of(TerritoryType.CAPITAL, DIFFICULTY_MAX);

    private CapturePoints() {}

    /// The points of one capture.
    ///
    /// @param siegeDifficulty 1..10, computed before the capture lowers the defence level
    public static int of(TerritoryType type, int siegeDifficulty) {
        if (siegeDifficulty < 1 || siegeDifficulty > DIFFICULTY_MAX) {
            throw new IllegalArgumentException("siege difficulty " + siegeDifficulty + " is not in 1..10");
        }
        return BASE * type.weight() * (DIFFICULTY_MAX + siegeDifficulty - 1) / DIFFICULTY_MAX;
    }
}
