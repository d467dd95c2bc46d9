package dev.warfront.bench.board;

import dev.warfront.bench.wire.Frame;
import org.HdrHistogram.ConcurrentHistogram;
import tools.jackson.databind.JsonNode;

/// One subscriber's view of a war's score: the newest points, and how old frames were when they came. One
/// writer, any reader.
public final class ScoreView {
    private static final long MOST_MS = 60_000;
    private static final int DIGITS = 2;

    private final String title;
    private final ConcurrentHistogram ages = new ConcurrentHistogram(MOST_MS, DIGITS);
    private volatile Points points = new Points(0, 0, 0);

    public ScoreView(String title) {
        this.title = title;
    }

    /// Takes the next frame of the stream. Deltas carry what changed, as absolute values.
    public void see(Frame frame) {
        var data = frame.data();
        if (data == null || frame.kind() == Frame.Kind.END) {
            return;
        }
        if (frame.kind() == Frame.Kind.DELTA) {
            var age = System.currentTimeMillis() - frame.at().toEpochMilli();
            ages.recordValue(Math.clamp(age, 0, MOST_MS));
        }
        var last = points;
        points = new Points(
                pointsOf(data.path("attacker"), last.attacker()),
                pointsOf(data.path("defender"), last.defender()),
                frame.seq());
    }

    public String title() {
        return title;
    }

    public Points points() {
        return points;
    }

    /// Milliseconds from the making of a frame to its arrival, by the clocks of both ends.
    public long age(double percentile) {
        return ages.getValueAtPercentile(percentile);
    }

    private static long pointsOf(JsonNode side, long otherwise) {
        return side.path("points").asLong(otherwise);
    }

    /// Both sides' points as of a number.
    public record Points(long attacker, long defender, long seq) {}
}
