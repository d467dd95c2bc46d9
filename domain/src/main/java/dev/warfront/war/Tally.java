package dev.warfront.war;

/// What a side, clan, player or battle has collected. Never wraps: an overflow is a bug and throws.
///
/// @param points may be negative
/// @param objectives OBJECTIVE_CAPTURE events for a side, clan or battle; of a player the shares in them
public record Tally(long points, long kills, long deaths, long assists, long objectives) {
    public static final Tally NOTHING = new Tally(0, 0, 0, 0, 0);

    public Tally plus(Tally more) {
        return new Tally(
                Math.addExact(points, more.points),
                Math.addExact(kills, more.kills),
                Math.addExact(deaths, more.deaths),
                Math.addExact(assists, more.assists),
                Math.addExact(objectives, more.objectives));
    }
}
