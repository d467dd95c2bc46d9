package dev.warfront.bench.book;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.wire.Wire;
import java.util.UUID;

/// The last line of a run: the program's numbers beside the book's.
///
/// @param eventsSent what the log took
/// @param accepted the program's count, as are duplicates and rejected
/// @param derived what the program added itself
/// @param match each number of the program equals the book's
@JsonPropertyOrder({
    "war_id",
    "outcome",
    "events_sent",
    "accepted",
    "duplicates",
    "rejected",
    "derived",
    "expected",
    "actual",
    "match"
})
public record Report(
        UUID warId,
        String outcome,
        long eventsSent,
        long accepted,
        long duplicates,
        long rejected,
        long derived,
        Totals expected,
        Totals actual,
        boolean match) {

    /// Compares number by number.
    public static Report of(UUID war, ExpectedTotals book, ProgramTotals program) {
        var actual = program.totals();
        return new Report(
                war,
                program.outcome(),
                book.sent(),
                actual.accepted(),
                actual.duplicates(),
                program.rejected(),
                actual.derived(),
                book.totals(),
                actual,
                book.rejected() == program.rejected() && book.totals().equals(actual));
    }

    /// One line of JSON.
    public String line() {
        return Wire.JSON.writeValueAsString(this);
    }
}
