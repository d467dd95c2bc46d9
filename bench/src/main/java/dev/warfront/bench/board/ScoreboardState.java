package dev.warfront.bench.board;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the scoreboard shows at one moment.
///
/// @param phase of the war
/// @param phaseFrom when the phase began
/// @param deadline when it ends, by the server; empty when it has none
/// @param sent events the log has taken
/// @param perSecond of them lately
/// @param streams one line per subscriber
public record ScoreboardState(
        String attacker,
        String defender,
        String phase,
        Optional<Instant> phaseFrom,
        Optional<Instant> deadline,
        ScoreView.Points points,
        long sent,
        long perSecond,
        Counts counts,
        List<Fight> fights,
        List<Stream> streams) {

    /// The program's own counts.
    public record Counts(long accepted, long duplicates, long rejected) {}

    /// A battle.
    ///
    /// @param result empty while it goes on
    public record Fight(String land, String score, Optional<String> result, boolean captured) {}

    /// A subscription.
    public record Stream(String title, long seq, long gaps, long breaks, long p50, long p99) {}

    /// What is left of the phase, never negative.
    public Duration left(Instant now) {
        var left = deadline.map(at -> Duration.between(now, at)).orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /// Which part of the phase is over, 0..1.
    public double passed(Instant now) {
        if (phaseFrom.isEmpty() || deadline.isEmpty()) {
            return 1;
        }
        var whole =
                Math.max(1, Duration.between(phaseFrom.get(), deadline.get()).toMillis());
        return Math.clamp((double) Duration.between(phaseFrom.get(), now).toMillis() / whole, 0, 1);
    }

    /// Captures so far.
    public long captures() {
        return fights.stream().filter(Fight::captured).count();
    }
}
