package dev.warfront.score;

import java.util.Locale;

/// The field of a score event for which it is refused. Source: docs/rules/score.md, rejections.
public enum FaultyField {
    EVENT_ID,
    WAR_ID,
    BATTLE_ID,
    TYPE,
    PLAYER_ID,
    VICTIM_ID,
    PLAYERS,
    BASE_POINTS,
    OCCURRED_AT;

    /// Its name in the event, as its sender wrote it.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
