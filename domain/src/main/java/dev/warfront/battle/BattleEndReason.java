package dev.warfront.battle;

/// Why a battle is over. Source: docs/rules/battle.md, ends.
public enum BattleEndReason {
    ABORTED,
    DECISIVE,
    THRESHOLD,
    ROUT,
    WALKOVER,
    NO_SHOW,
    TIME_OVER,
    CANCELLED
}
