package dev.warfront.bench.book;

import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/// What the book expects of the program at the end of a war.
///
/// @param sent records that the log took from outside
/// @param rejected how many of them the program counts as rejected
/// @param logged captures that the program appended to the log, each once
/// @param totals numbers to compare one by one
public record ExpectedTotals(long sent, long rejected, long logged, Totals totals) {

    /// How often each code of rejection.
    public Map<String, Integer> codes() {
        return totals.rejected();
    }

    /// Adds up results and captures.
    static final class Builder {
        private final Map<String, Integer> codes = new TreeMap<>();
        private final Set<UUID> logged = new HashSet<>();
        private final Instant cutOff;
        private long sent;
        private long derived;
        private long accepted;
        private long duplicates;
        private long rejected;
        private long afterFinal;
        private boolean closed;
        private long attacker;
        private long defender;

        Builder(Instant cutOff) {
            this.cutOff = cutOff;
        }

        void add(Entry.Content content, ReferenceResult result) {
            switch (content) {
                case Entry.Content.Derived(var id) -> logged.add(id);
                case Entry.Content.CutOff _ -> closed = true;
                default -> sent++;
            }
            switch (result) {
                case ReferenceResult.Accepted(var side, var points) -> credit(side, points);
                case ReferenceResult.Duplicate _ -> repeat();
                case ReferenceResult.Rejected(var code) -> reject(code);
                case ReferenceResult.Uncounted(var code) -> addUncounted(code, 1);
                case ReferenceResult.Elsewhere _ -> {}
            }
        }

        void add(Capture capture, PointsTable points) {
            derived++;
            credit(capture.side(), points.ofCapture(capture.land()));
        }

        /// Rejections that are published, but stand in no count of the war.
        void addUncounted(String code, int times) {
            codes.merge(code, times, Integer::sum);
        }

        ExpectedTotals build() {
            return new ExpectedTotals(
                    sent,
                    rejected,
                    logged.size(),
                    new Totals(attacker, defender, accepted, duplicates, derived, afterFinal, codes, cutOff));
        }

        private void credit(Side side, long points) {
            accepted++;
            if (side == Side.ATTACKER) {
                attacker += points;
            } else {
                defender += points;
            }
        }

        private void repeat() {
            if (closed) {
                afterFinal++;
            } else {
                duplicates++;
            }
        }

        private void reject(String code) {
            if (closed) {
                afterFinal++;
            } else {
                rejected++;
            }
            codes.merge(code, 1, Integer::sum);
        }
    }
}
