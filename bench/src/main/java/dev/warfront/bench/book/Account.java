package dev.warfront.bench.book;

import java.util.Map;
import java.util.TreeMap;

/// What the book expects of the program at the end of a war.
///
/// @param sent records the log took from outside
/// @param derived facts the program added itself, the captures
/// @param accepted of both together
/// @param codes how often each reason of rejection
public record Account(
        long sent,
        long derived,
        long accepted,
        long duplicates,
        long rejected,
        Map<String, Integer> codes,
        long attacker,
        long defender) {

    public Account {
        codes = Map.copyOf(codes);
    }

    /// Adds up verdicts and captures.
    static final class Builder {
        private final Map<String, Integer> codes = new TreeMap<>();
        private long sent;
        private long derived;
        private long accepted;
        private long duplicates;
        private long rejected;
        private long attacker;
        private long defender;

        void add(Verdict verdict) {
            sent++;
            switch (verdict) {
                case Verdict.Accepted(var side, var points) -> credit(side, points);
                case Verdict.Duplicate _ -> duplicates++;
                case Verdict.Rejected(var code) -> reject(code);
            }
        }

        void add(Capture capture, PointsTable points) {
            derived++;
            credit(capture.side(), points.ofCapture(capture.land()));
        }

        Account build() {
            return new Account(sent, derived, accepted, duplicates, rejected, codes, attacker, defender);
        }

        private void credit(Side side, long points) {
            accepted++;
            if (side == Side.ATTACKER) {
                attacker += points;
            } else {
                defender += points;
            }
        }

        private void reject(String code) {
            rejected++;
            codes.merge(code, 1, Integer::sum);
        }
    }
}
