package dev.warfront.war;

/// Why a war left its fighting, or never came to it.
public enum EndReason {
    TIME_LIMIT,
    SURRENDER,
    FORFEIT,
    NO_CONTEST,
    CANCELLED
}
