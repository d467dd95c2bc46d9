package dev.warfront.war;

/// How a war came out, once it is stored.
///
/// @param attackerScore points of the side, at the end
public record WarResult(WarOutcome outcome, long attackerScore, long defenderScore) {
    static final WarResult NOTHING = new WarResult(WarOutcome.NONE, 0, 0);
}
