package dev.warfront.identity;

/// What a sanction takes away, the strictest last. Source: docs/rules/identity.md, sanctions.
public enum SanctionKind {
    /// Nothing: it is on record.
    WARNING,
    /// To speak where others listen.
    MUTE,
    /// To declare wars and to fight in them.
    WAR_BAN,
    /// To be logged in, for a time, and wars.
    SUSPENSION,
    /// To be logged in, maybe for ever, and wars.
    BAN;

    /// Whether it keeps its player from wars: who is shut out does not fight either.
    public boolean keepsFromWars() {
        return compareTo(WAR_BAN) >= 0;
    }

    /// Whether it shuts its account out.
    public boolean shutsOut() {
        return this == SUSPENSION || this == BAN;
    }
}
