package dev.warfront.guild;

/// What a member may do in a clan. Source: docs/rules/guild.md, ranks.
public enum Rank {
    LEADER(10),
    DEPUTY(8),
    OFFICER(6),
    VETERAN(4),
    MEMBER(2),
    RECRUIT(1);

    private final int power;

    Rank(int power) {
        this.power = power;
    }

    public int power() {
        return power;
    }

    public boolean isAtLeast(Rank other) {
        return power >= other.power;
    }
}
