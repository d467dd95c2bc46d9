package dev.warfront.war;

/// What a side, clan, player or battle has collected.
///
/// @param points may be negative
/// @param objectives OBJECTIVE_CAPTURE events, not the shares they are paid in
public record Tally(long points, long kills, long deaths, long assists, long objectives) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);
}
