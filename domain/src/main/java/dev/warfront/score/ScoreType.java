package dev.warfront.score;

import java.util.Optional;

/// Score events by what happened. Source: docs/rules/score.md, points.
public enum ScoreType {
    KILL(Origin.COMBAT),
    ASSIST(Origin.COMBAT),
    OBJECTIVE_CAPTURE(Origin.BATTLE),
    TERRITORY_CAPTURE(Origin.TERRITORY);

    private final Origin origin;

    ScoreType(Origin origin) {
        this.origin = origin;
    }

    /// Which part of the game it comes from.
    public Origin origin() {
        return origin;
    }

    /// True for what a game server may report; the rest is derived by the program itself.
    public boolean fromGameServers() {
        return origin != Origin.TERRITORY;
    }

    /// Whether an event of that type names a player and a victim.
    public static boolean isAgainstVictim(String name) {
        return name.equals(KILL.name()) || name.equals(ASSIST.name());
    }

    /// The type of that name, empty when nobody knows it.
    public static Optional<ScoreType> named(String name) {
        return switch (name) {
            case "KILL" -> Optional.of(KILL);
            case "ASSIST" -> Optional.of(ASSIST);
            case "OBJECTIVE_CAPTURE" -> Optional.of(OBJECTIVE_CAPTURE);
            case "TERRITORY_CAPTURE" -> Optional.of(TERRITORY_CAPTURE);
            default -> Optional.empty();
        };
    }

    /// Part of the game an event comes from.
    public enum Origin {
        COMBAT,
        BATTLE,
        TERRITORY,
        ADMIN
    }
}
