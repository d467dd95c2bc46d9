package dev.warfront.battle;

/// A battle is created, fought, over; CREATED may end without a fight.
public enum BattleStatus {
    CREATED,
    ACTIVE,
    ENDED
}
