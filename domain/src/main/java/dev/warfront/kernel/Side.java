package dev.warfront.kernel;

/// One of the two parties of a war: who declared it, and who was declared on.
public enum Side {
    ATTACKER,
    DEFENDER;

    public Side opponent() {
        return this == ATTACKER ? DEFENDER : ATTACKER;
    }
}
