package dev.warfront.bench.book;

import dev.warfront.bench.wire.ScoreEvent;
import java.util.OptionalLong;

/// The book's own table of points, written down from the rules of scoring and from nowhere else.
///
/// @param capture points of a captured territory of weight 1 and siege difficulty 1
public record PointsTable(long kill, long assist, long objective, long capture) {
    public static final PointsTable STANDARD = new PointsTable(10, 3, 50, 200);

    /// Points of what a game server may send; empty for any other type.
    public OptionalLong of(String type) {
        return switch (type) {
            case ScoreEvent.KILL -> OptionalLong.of(kill);
            case ScoreEvent.ASSIST -> OptionalLong.of(assist);
            case ScoreEvent.OBJECTIVE_CAPTURE -> OptionalLong.of(objective);
            default -> OptionalLong.empty();
        };
    }

    /// Points of a captured territory: 200 x weight x (1 + 0.1 x (difficulty - 1)), rounded down.
    public long ofCapture(Land land) {
        return capture * land.type().weight() * (9 + land.siegeDifficulty()) / 10;
    }
}
