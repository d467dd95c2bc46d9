package dev.warfront.territory;

/// How the wish to claim land ends.
public sealed interface ClaimOutcome permits ClaimOutcome.ClaimStarted, TerritoryRefusal {
    /// Paid, and due at its completesAt.
    record ClaimStarted(Claim claim) implements ClaimOutcome {}
}
