package dev.warfront.bench.book;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.warfront.bench.wire.Wire;
import java.util.UUID;

/// The last line of a run: the program's numbers beside the book's.
///
/// @param eventsSent what the log took
/// @param accepted the program's count, as are duplicates and rejected
/// @param derived what the program added itself
/// @param match points and counts equal the book
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
        Points expected,
        Points actual,
        boolean match) {

    /// Points of both sides.
    @JsonPropertyOrder({"attacker", "defender"})
    public record Points(long attacker, long defender) {}

    /// Compares points and each count.
    public static Report exact(UUID war, Account book, Claim program) {
        var counts = book.accepted() == program.accepted()
                && book.duplicates() == program.duplicates()
                && book.rejected() == program.rejected();
        return of(war, book, program, counts);
    }

    /// Compares points, and counts as a sum only: a program that was killed may have sent its own facts twice. It may
    /// then have seen more repeats than the book, but no record less.
    public static Report afterLostAnswers(UUID war, Account book, Claim program) {
        var counts = book.accepted() == program.accepted() && program.read() >= book.sent() + book.derived();
        return of(war, book, program, counts);
    }

    private static Report of(UUID war, Account book, Claim program, boolean counts) {
        var expected = new Points(book.attacker(), book.defender());
        var actual = new Points(program.attacker(), program.defender());
        return new Report(
                war,
                program.outcome(),
                book.sent(),
                program.accepted(),
                program.duplicates(),
                program.rejected(),
                program.read() - book.sent(),
                expected,
                actual,
                counts && expected.equals(actual));
    }

    /// One line of JSON.
    public String line() {
        return Wire.JSON.writeValueAsString(this);
    }
}
