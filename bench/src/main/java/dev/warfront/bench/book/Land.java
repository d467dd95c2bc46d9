package dev.warfront.bench.book;

import java.util.UUID;

/// A contested territory as it was when the war began.
///
/// @param defenseLevel 1..10
/// @param fortifications walls, towers and traps together, 0..15
public record Land(UUID id, String name, Type type, int defenseLevel, int fortifications) {

    /// What a territory is for, with its weight among captures and the base of its siege difficulty.
    public enum Type {
        RESOURCE(1, 1),
        STRATEGIC(2, 3),
        CAPITAL(4, 5);

        private final int weight;
        private final int base;

        Type(int weight, int base) {
            this.weight = weight;
            this.base = base;
        }

        public int weight() {
            return weight;
        }
    }

    /// base + 0.35 x (level - 1) + 0.15 x fortifications, rounded half up, within 1..10.
    public int siegeDifficulty() {
        var hundredths = 100 * type.base + 35 * (defenseLevel - 1) + 15 * fortifications;
        return Math.clamp((hundredths + 50) / 100, 1, 10);
    }
}
