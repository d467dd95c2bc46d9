package dev.warfront.war;

/// The phases of a war, in their only order; ENDED is final.
public enum WarStatus {
    DECLARED,
    PREPARATION,
    ACTIVE,
    ENDING,
    ENDED
}
