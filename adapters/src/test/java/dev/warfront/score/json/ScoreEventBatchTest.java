package dev.warfront.score.json;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.FaultyField;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import dev.warfront.score.ScoreEventCodec.Part;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Several events of one war in one record.
class ScoreEventBatchTest {
    private static final ScoreEventCodec CODEC = ScoresOnTheWire.codec();

    private static ScoreEvent kill(int id) {
        return new ScoreEvent(
                new UUID(9, id),
                new WarId(new UUID(1, 1)),
                null,
                "KILL",
                new PlayerId(new UUID(5, 1)),
                new PlayerId(new UUID(6, 1)),
                List.of(),
                null,
                Instant.parse("2026-12-01T10:00:00.123Z"));
    }

    private static String written(int id) {
        return new String(CODEC.write(kill(id)), UTF_8);
    }

    private static List<Part> parts(String value) {
        return CODEC.parse(value.getBytes(UTF_8), Proof.GAME_SERVER);
    }

    private static List<ParsedEvent> events(String value) {
        return parts(value).stream().map(Part::event).toList();
    }

    private static ParsedEvent reported(int id) {
        return new ParsedEvent.Reported(kill(id));
    }

    private static ParsedEvent malformed(String detail) {
        return new ParsedEvent.Malformed(null, detail);
    }

    private static ParsedEvent withoutType() {
        return new ParsedEvent.Malformed(null, "type is missing", FaultyField.TYPE);
    }

    @Test
    void givenWhatIsWrittenAsABatch_itIsReadAsTheSame() {
        var all = IntStream.range(0, 200).mapToObj(ScoreEventBatchTest::kill).toList();

        var value = CODEC.batch(all.stream().map(CODEC::write).toList());

        assertThat(value).hasSizeLessThan(64 * 1024);
        assertThat(CODEC.parse(value, Proof.GAME_SERVER))
                .extracting(Part::event)
                .isEqualTo(all.stream().map(ParsedEvent.Reported::new).toList());
    }

    @Test
    void givenAMalformedEvent_itsNeighboursAreNotSpoilt_andItsBytesAreItsOwn() {
        var bad = "{\"event_id\": \"\u00fc\", \"players\": [{}]}";
        var value = " [ " + written(1) + " ,\n" + bad + ", 7 ," + written(2) + "] ";

        var bytes = value.getBytes(UTF_8);
        assertThat(events(value)).containsExactly(reported(1), withoutType(), malformed("not an object"), reported(2));
        assertThat(parts(value))
                .extracting(part -> new String(bytes, part.from(), part.until() - part.from(), UTF_8))
                .containsExactly(written(1), bad, "7", written(2));
    }

    @Test
    void givenABatchThatBreaks_theRestIsOneMalformedEvent() {
        for (var broken : List.of(
                "," + written(2) + ", {\"event_id\": ",
                "," + written(2) + ", {]" + written(3) + "]",
                "," + written(2),
                "," + written(2) + "] []",
                "," + written(2) + "," + "[".repeat(2_000))) {
            var value = "[" + written(1) + broken;

            var parts = parts(value);

            assertThat(parts)
                    .extracting(Part::event)
                    .startsWith(reported(1), reported(2))
                    .hasSize(3);
            assertThat(parts.getLast().event()).isInstanceOf(ParsedEvent.Malformed.class);
            assertThat(parts.getLast().from())
                    .isGreaterThanOrEqualTo(parts.get(1).until());
            assertThat(parts.getLast().until()).isEqualTo(value.length());
        }
    }

    @Test
    void givenABatchThatIsTooLong_whatIsTooMuchIsOneMalformedEvent() {
        var value = "[" + String.join(",", Collections.nCopies(20_000, "{}")) + "]";

        assertThat(events(value))
                .hasSize(ScoreEventCodec.EVENTS_MAX + 1)
                .startsWith(withoutType())
                .endsWith(malformed("more than 500 events"));
        assertThat(parts(value).getLast().until()).isEqualTo(value.length());
    }

    @Test
    void givenABatchInAnotherEncoding_itIsMalformed() {
        assertThat(CODEC.parse(("[" + written(1) + "]").getBytes(UTF_16), Proof.GAME_SERVER))
                .extracting(Part::event)
                .containsExactly(malformed("a batch is UTF-8"));
        assertThat(CODEC.parse(written(1).getBytes(UTF_16), Proof.GAME_SERVER))
                .extracting(Part::event)
                .containsExactly(reported(1));
    }
}
