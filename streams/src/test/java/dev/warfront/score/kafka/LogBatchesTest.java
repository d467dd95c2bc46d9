package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.json.ScoresOnTheWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LogBatchesTest {
    private static final ScoreEventCodec CODEC = ScoresOnTheWire.codec();
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

    private static ScoreEvent kill(int war, int id) {
        return new ScoreEvent(
                new UUID(9, id),
                new WarId(new UUID(1, war)),
                null,
                "KILL",
                new PlayerId(new UUID(5, 1)),
                new PlayerId(new UUID(6, 1)),
                List.of(),
                null,
                AT);
    }

    private static ScoreEvent objective(int id) {
        var players = LongStream.range(0, 100)
                .mapToObj(player -> new PlayerId(new UUID(5, player)))
                .toList();
        return new ScoreEvent(
                new UUID(9, id), new WarId(new UUID(1, 1)), null, "OBJECTIVE_CAPTURE", null, null, players, null, AT);
    }

    private static List<ParsedEvent> read(LogBatches.Batch batch) {
        return CODEC.parse(batch.value(CODEC), Proof.GAME_SERVER).stream()
                .map(ScoreEventCodec.Part::event)
                .toList();
    }

    /// What stands at the places that the events were told, in the order of the request.
    private static List<ParsedEvent> atTheirPlaces(LogBatches batches) {
        var read = batches.batches().stream().map(LogBatchesTest::read).toList();
        return batches.placed((batch, index) -> read.get(batch).get(index));
    }

    private static List<ParsedEvent> reported(List<ScoreEvent> events) {
        return events.stream().<ParsedEvent>map(ParsedEvent.Reported::new).toList();
    }

    @Test
    void givenOneEvent_itsRecordIsTheEventItself() {
        var batches = LogBatches.of(List.of(kill(1, 1)), CODEC);

        assertThat(batches.batches())
                .singleElement()
                .satisfies(batch -> assertThat(batch.value(CODEC)).isEqualTo(CODEC.write(kill(1, 1))));
    }

    @Test
    void givenEventsOfSeveralWars_eachWarHasItsRecord_inTheOrderOfTheRequest() {
        var events = List.of(kill(1, 1), kill(2, 2), kill(1, 3), kill(3, 4), kill(2, 5));

        var batches = LogBatches.of(events, CODEC);

        assertThat(batches.batches())
                .extracting(batch -> batch.war().value().getLeastSignificantBits())
                .containsExactly(1L, 2L, 3L);
        assertThat(read(batches.batches().getFirst())).isEqualTo(reported(List.of(kill(1, 1), kill(1, 3))));
        assertThat(atTheirPlaces(batches)).isEqualTo(reported(events));
    }

    @Test
    void givenMoreThanARecordHolds_itIsAsFewAsHoldIt_noneTooLong() {
        var events = new ArrayList<ScoreEvent>();
        IntStream.range(0, 500).forEach(id -> events.add(id % 5 == 0 ? objective(id) : kill(1, id)));
        var bytes =
                events.stream().mapToInt(each -> CODEC.write(each).length + 1).sum();

        var batches = LogBatches.of(events, CODEC);

        assertThat(batches.batches())
                .hasSizeLessThanOrEqualTo(bytes / (KafkaRecord.VALUE_MAX - CODEC.write(objective(0)).length) + 1)
                .allSatisfy(batch -> assertThat(batch.value(CODEC)).hasSizeLessThanOrEqualTo(KafkaRecord.VALUE_MAX));
        assertThat(atTheirPlaces(batches)).isEqualTo(reported(events));
    }
}
