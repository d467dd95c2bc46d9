package dev.warfront.bench.book;

/// The two sides of a war.
public enum Side {
    ATTACKER,
    DEFENDER;

    public Side opponent() {
        return this == ATTACKER ? DEFENDER : ATTACKER;
    }
}
