package dev.warfront.war;

/// How a war came out, once it is stored.
///
/// @param attackerScore points of the side, at the end
public record Decision(Outcome outcome, long attackerScore, long defenderScore) {
    static final Decision NOTHING = new Decision(Outcome.NONE, 0, 0);
}
