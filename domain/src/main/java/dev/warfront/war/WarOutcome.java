package dev.warfront.war;

import dev.warfront.kernel.Side;
import org.jspecify.annotations.Nullable;

/// How a war came out. NONE when nothing was decided: it runs, or was cancelled, or nobody contested it.
public enum WarOutcome {
    ATTACKER_WIN,
    DEFENDER_WIN,
    DRAW,
    NONE;

    public static WarOutcome winOf(Side side) {
        return side == Side.ATTACKER ? ATTACKER_WIN : DEFENDER_WIN;
    }

    /// Null when nobody won.
    public @Nullable Side winner() {
        return switch (this) {
            case ATTACKER_WIN -> Side.ATTACKER;
            case DEFENDER_WIN -> Side.DEFENDER;
            case DRAW, NONE -> null;
        };
    }
}
