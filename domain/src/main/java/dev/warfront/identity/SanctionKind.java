package dev.warfront.identity;

/// What a sanction takes away, the strictest last. Source: docs/rules/identity.md, sanctions.
public enum SanctionKind {
    /// Nothing: it is on record.
    WARNING,
    /// To speak where others listen.
    MUTE,
    /// To declare wars and to fight in them.
    WAR_BAN,
    /// To be logged in, for a time.
    SUSPENSION,
    /// To be logged in, maybe for ever.
    BAN;

    /// Whether it shuts its account out.
    public boolean shutsOut() {
        return this == SUSPENSION || this == BAN;
    }
}
