package dev.warfront.territory;

/// How hard land is to take, 1..10. Source: docs/rules/territory.md, siege difficulty.
public final class SiegeDifficulty {
    private static final int MIN = 1;
    private static final int MAX = 10;

    private SiegeDifficulty() {}

    /// base + 0.35 x (defenceLevel - 1) + 0.15 x fortification, rounded half up, within 1..10.
    public static int of(TerritoryType type, int defenseLevel, Improvements improvements) {
        var hundredths = 100 * type.baseDifficulty() + 35 * (defenseLevel - 1) + 15 * improvements.fortification();
        return Math.clamp((hundredths + 50) / 100, MIN, MAX);
    }
}
