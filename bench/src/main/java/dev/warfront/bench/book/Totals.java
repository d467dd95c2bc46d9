package dev.warfront.bench.book;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// A war in numbers, by the book or by the program. The two are equal or something is wrong.
///
/// @param attacker points, as of the defender
/// @param duplicates records that repeat an event
/// @param derived captures
/// @param afterFinal records behind the end of the war, whatever becomes of them
/// @param rejected rejections by their code
/// @param cutOffAt from when on nothing counts
@JsonPropertyOrder({"attacker", "defender", "accepted", "duplicates", "derived", "after_final", "rejected", "cut_off_at"
})
public record Totals(
        long attacker,
        long defender,
        long accepted,
        long duplicates,
        long derived,
        long afterFinal,
        Map<String, Integer> rejected,
        Instant cutOffAt) {

    public Totals {
        rejected = Collections.unmodifiableMap(new TreeMap<>(rejected));
    }
}
