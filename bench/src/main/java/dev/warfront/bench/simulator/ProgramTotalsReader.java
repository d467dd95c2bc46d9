package dev.warfront.bench.simulator;

import dev.warfront.bench.book.ExpectedTotals;
import dev.warfront.bench.book.ProgramTotals;
import dev.warfront.bench.book.Totals;
import dev.warfront.bench.wire.WarTopics;
import dev.warfront.bench.wire.Wire;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Reads what the program says about a war that has ENDED.
final class ProgramTotalsReader {
    private static final Duration LAST_COUNTS = Duration.ofSeconds(60);

    private final Program program;
    private final UUID war;
    private final WarTopics topics;

    ProgramTotalsReader(Program program, UUID war, WarTopics topics) {
        this.program = program;
        this.war = war;
        this.topics = topics;
    }

    /// Events that came after the end are read, and published, a little later: waits until there are as many as the
    /// book expects, and takes what there is when that does not happen.
    ProgramTotals await(ExpectedTotals expected) {
        var path = "/clan-wars/" + war;
        var wanted = expected.totals().accepted()
                + expected.totals().duplicates()
                + expected.rejected()
                + expected.totals().afterFinal();
        var stats = last(() -> program.http().get(path + "/stats"), counts -> read(counts) >= wanted);
        var rejections = last(topics::rejections, codes -> sum(codes) >= sum(expected.codes()));
        var ended = program.war(war);
        var scores = program.http().get(path + "/scores");
        return new ProgramTotals(
                ended.path("outcome").asString(),
                stats.path("rejected").asLong(),
                new Totals(
                        scores.path("attacker").path("points").asLong(),
                        scores.path("defender").path("points").asLong(),
                        stats.path("accepted").asLong(),
                        stats.path("duplicates").asLong(),
                        expected.logged(),
                        stats.path("after_final").asLong(),
                        rejections,
                        Wire.instant(ended.path("cut_off_at"))));
    }

    private static <T> T last(Supplier<T> ask, Predicate<T> enough) {
        var deadline = System.nanoTime() + LAST_COUNTS.toNanos();
        return Waiting.until(
                LAST_COUNTS.plusSeconds(5),
                "reading the last events",
                ask,
                answer -> enough.test(answer) || System.nanoTime() - deadline > 0);
    }

    private static long read(JsonNode stats) {
        return stats.path("accepted").asLong()
                + stats.path("duplicates").asLong()
                + stats.path("rejected").asLong()
                + stats.path("after_final").asLong();
    }

    private static int sum(Map<String, Integer> codes) {
        return codes.values().stream().mapToInt(Integer::intValue).sum();
    }
}
