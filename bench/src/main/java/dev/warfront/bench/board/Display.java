package dev.warfront.bench.board;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;

/// How the scoreboard is shown.
public enum Display {
    /// Live on a terminal, else plain.
    AUTOMATIC,
    /// Redrawn in place.
    LIVE,
    /// A line a second.
    PLAIN,
    /// Not at all.
    NONE;

    /// From the word a person types.
    public static Display of(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "auto" -> AUTOMATIC;
            case "live" -> LIVE;
            case "plain" -> PLAIN;
            case "none" -> NONE;
            default -> throw new IllegalArgumentException("unknown display " + word);
        };
    }

    /// What it is here and now.
    Display here() {
        if (this != AUTOMATIC) {
            return this;
        }
        var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return terminal.isPresent() && !"dumb".equals(System.getenv("TERM")) ? LIVE : PLAIN;
    }
}
