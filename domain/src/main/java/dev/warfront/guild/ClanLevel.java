package dev.warfront.guild;

/// Levels of a clan follow from its experience: 1 000 x level² lead from one level to the next. Source:
/// docs/rules/guild.md, level.
public final class ClanLevel {
    public static final int MIN = 1;
    public static final int MAX = 100;
    private static final long STEP = 1_000;

    private ClanLevel() {}

    /// The level of a clan that earned `experience` in all, 1..100.
    public static int of(long experience) {
        if (experience < 0) {
            throw new IllegalArgumentException("experience " + experience + " is below 0");
        }
        var level = MIN;
        while (level < MAX && experience >= experienceAt(level + 1)) {
            level++;
        }
        return level;
    }

    /// The total experience with which a level begins: 1 000 x the sum of the squares below it.
    public static long experienceAt(int level) {
        if (level < MIN || level > MAX) {
            throw new IllegalArgumentException("level " + level + " is not in " + MIN + ".." + MAX);
        }
        long below = level - 1L;
        return STEP * below * (below + 1) * (2 * below + 1) / 6;
    }
}
