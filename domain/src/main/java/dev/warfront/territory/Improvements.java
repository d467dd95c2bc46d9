package dev.warfront.territory;

/// Buildings of a territory, each of level 0..5.
public record Improvements(int walls, int towers, int traps, int production) {
    public static final Improvements NONE = new Improvements(0, 0, 0, 0);
    private static final int LEVEL_MAX = 5;

    public Improvements {
        requireLevel("walls", walls);
        requireLevel("towers", towers);
        requireLevel("traps", traps);
        requireLevel("production", production);
    }

    /// Levels of what makes a siege harder.
    public int fortification() {
        return walls + towers + traps;
    }

    /// What is left after land changed hands: half of each level, rounded down.
    public Improvements halved() {
        return new Improvements(walls / 2, towers / 2, traps / 2, production / 2);
    }

    private static void requireLevel(String name, int level) {
        if (level < 0 || level > LEVEL_MAX) {
            throw new IllegalArgumentException(name + " " + level + " is not in 0.." + LEVEL_MAX);
        }
    }
}
