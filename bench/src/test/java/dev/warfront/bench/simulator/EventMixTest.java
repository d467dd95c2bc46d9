package dev.warfront.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.book.Book;
import dev.warfront.bench.book.ForeignRecords;
import dev.warfront.bench.book.PointsTable;
import dev.warfront.bench.book.Side;
import dev.warfront.bench.book.WarContext;
import dev.warfront.bench.wire.EventLog.Place;
import dev.warfront.bench.wire.EventPlace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventMixTest {
    private static final int EVENTS = 6_000;

    @Test
    void givenAWholeWar_everyBadKindHappensAndMostEventsAreGood() {
        var begin = Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.MILLIS);
        var mix = TestMix.mix(begin);
        var book = new Book();
        var acknowledgements = new Acknowledgements(book, mix);

        for (var i = 0; i < EVENTS; i++) {
            acknowledgements.logged(mix.next(true), new Place(5, EventPlace.alone(i), Instant.now()));
        }

        var totals = book.close(facts(begin), List.of(), new ForeignRecords(), PointsTable.STANDARD);
        assertThat(totals.totals().accepted()).isGreaterThan(EVENTS * 3 / 4);
        assertThat(totals.totals().duplicates()).isGreaterThan(100);
        assertThat(totals.codes())
                .containsOnlyKeys(
                        "SCORE_MALFORMED",
                        "SCORE_SIGNATURE_INVALID",
                        "SCORE_INVALID_TYPE",
                        "SCORE_OUT_OF_RANGE",
                        "SCORE_IDEMPOTENCY_MISMATCH",
                        "SCORE_WAR_NOT_ACTIVE",
                        "SCORE_CLOCK_SKEW",
                        "SCORE_NOT_PARTICIPANT",
                        "SCORE_SAME_SIDE");
    }

    private static WarContext facts(Instant begin) {
        var roster = new HashMap<UUID, Side>();
        TestMix.ATTACKERS.forEach(player -> roster.put(player, Side.ATTACKER));
        TestMix.DEFENDERS.forEach(player -> roster.put(player, Side.DEFENDER));
        var later = Instant.now().plusSeconds(3_600);
        return new WarContext(TestMix.WAR, begin, later, Duration.ofSeconds(2), roster, Map.of());
    }
}
