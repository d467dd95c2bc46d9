package dev.warfront.territory;

/// Kinds of land and what they weigh: in claims, in points, in siege difficulty. Source: docs/rules/territory.md.
public enum TerritoryType {
    RESOURCE(1, 1),
    STRATEGIC(2, 3),
    CAPITAL(4, 5);

    private final int weight;
    private final int baseDifficulty;

    TerritoryType(int weight, int baseDifficulty) {
        this.weight = weight;
        this.baseDifficulty = baseDifficulty;
    }

    /// 1, 2 or 4: multiplies the cost of a claim, the points of a capture and the worth in a tie.
    public int weight() {
        return weight;
    }

    /// Siege difficulty at defence level 1 without improvements.
    public int baseDifficulty() {
        return baseDifficulty;
    }
}
