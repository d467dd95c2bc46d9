package dev.warfront.score.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.json.WireJson;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEventCodec;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/// What a record says token by token is what a general decoder makes of it, in each spelling that a sender may choose:
/// right, odd or wrong.
@Execution(ExecutionMode.CONCURRENT)
class ScoreEventFormsTest {
    private static final int RECORDS = 20_000;
    private static final ScoreEventCodec CODEC = ScoresOnTheWire.codec();
    private static final ObjectReader DECODER = WireJson.jsonMapper().readerForMapOf(Object.class);

    private static final List<String> NAMES = List.of(
            "event_id",
            "war_id",
            "battle_id",
            "type",
            "player_id",
            "victim_id",
            "players",
            "base_points",
            "occurred_at",
            "weather",
            "event\\u005fid",
            "EVENT_ID",
            "");
    private static final List<String> VALUES = List.of(
            "\"0193e0a0-0000-7000-8000-000000000001\"",
            "\"0193E0A0-0000-7000-8000-00000000000F\"",
            "\"0193e0a0-0000-7000-8000-00000000000g\"",
            "\"0193e0a000007-0008-0000-000000000001\"",
            "\"+193e0a0-0000-7000-8000-000000000001\"",
            "\"0193e0a0-0000-7000-8000-0000000000\\u0030\u0661\"",
            "\"0193e0a0-0000-7000-8000-00000000000\"",
            "\"1-1-1-1-1\"",
            "\"KILL\"",
            "\"ASSIST\"",
            "\"OBJECTIVE_CAPTURE\"",
            "\"kill\"",
            "\"K\\u0049LL\"",
            "\"\"",
            "\"2026-11-21T20:00:00.123Z\"",
            "\"2026-11-21T20:00:00Z\"",
            "\"2026-11-21t20:00:00z\"",
            "\"2026-11-21T20:00:00.123456Z\"",
            "\"2026-11-21T20:00:00.1Z\"",
            "\"2026-11-21T20:00Z\"",
            "\"2026-11-21T20:00:00+02:00\"",
            "\"2026-11-21T24:00:00Z\"",
            "\"2026-11-21T24:00:00.000Z\"",
            "\"2026-11-21T23:59:60Z\"",
            "\"2026-02-29T20:00:00Z\"",
            "\"2024-02-29T20:00:00.999Z\"",
            "\"2026-13-01T20:00:00Z\"",
            "\"2026-00-10T20:00:00Z\"",
            "\"2026-11-31T20:00:00Z\"",
            "\"2026-11-00T20:00:00Z\"",
            "\"2026-11-21T20:60:00Z\"",
            "\"2026-11-21 20:00:00Z\"",
            "\"2026-11-21T20:00:00,123Z\"",
            "\"1969-12-31T23:59:59.999Z\"",
            "\"1970-01-01T00:00:00Z\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"9999-12-31T23:59:59.999Z\"",
            "\"-999-12-31T23:59:59Z\"",
            "\"+10000-01-01T00:00:00Z\"",
            "10",
            "-0",
            "010",
            "9223372036854775807",
            "9223372036854775808",
            "1e1",
            "10.0",
            "\"10\"",
            "1e999",
            "9".repeat(1_001),
            "null",
            "true",
            "false",
            "NaN",
            "nul",
            "[]",
            "[null]",
            "[7]",
            "[[]]",
            "[{}]",
            "{}",
            "{\"a\": [1, {\"b\": null}]}",
            "[1,]",
            "[",
            "[\"0193e0a0-0000-7000-8000-000000000001\"]",
            "[\"0193e0a0-0000-7000-8000-000000000001\", \"0193E0A0-0000-7000-8000-000000000002\"]",
            "[\"0193e0a0-0000-7000-8000-000000000001\", true]",
            "[" + "\"0193e0a0-0000-7000-8000-000000000001\",".repeat(1_000)
                    + "\"0193e0a0-0000-7000-8000-000000000001\"]",
            "\"\u00ff\"",
            "\"\\x\"",
            "\"\n\"",
            "\"");

    private static ParsedEvent expected(byte[] record) {
        try {
            Object fields = DECODER.readValue(record);
            return fields == null ? new ParsedEvent.Malformed(null, "no JSON object") : CODEC.parse(fields, null);
        } catch (JacksonException e) {
            return new ParsedEvent.Malformed(null, "no JSON object");
        }
    }

    private static void assertReadAlike(byte[] record) {
        assertThat(CODEC.parse(record, Proof.GAME_SERVER))
                .as(() -> new String(record, ISO_8859_1))
                .singleElement()
                .satisfies(part -> assertThat(part.event()).isEqualTo(expected(record)));
    }

    private static String event(String name, String value) {
        return """
                {"event_id": "0193e0a0-0000-7000-8000-000000000001", "war_id": "0193e0a0-0000-7000-8000-000000000002",
                 "type": "KILL", "player_id": "0193e0a0-0000-7000-8000-000000000003",
                 "victim_id": "0193e0a0-0000-7000-8000-000000000004", "occurred_at": "2026-12-01T10:00:00.123Z",
                 "%s": %s}""".formatted(name, value);
    }

    @Test
    void givenEachFieldInEachForm_itIsReadAsByAGeneralDecoder() {
        for (var name : NAMES) {
            for (var value : VALUES) {
                assertReadAlike(event(name, value).getBytes(UTF_8));
                assertReadAlike(event(name, value).getBytes(ISO_8859_1));
            }
        }
    }

    @Test
    void givenAnyFieldsInAnyForm_theyAreReadAsByAGeneralDecoder() {

        var random = new Random(20_261_121);
        for (var i = 0; i < RECORDS; i++) {
            var fields = IntStream.range(0, random.nextInt(12))
                    .mapToObj(_ -> "\"" + any(NAMES, random) + "\":" + any(VALUES, random))
                    .toList();
            var record = ("{" + String.join(",", fields) + (random.nextInt(9) == 0 ? "" : "}")
                            + (random.nextInt(9) == 0 ? any(VALUES, random) : " "))
                    .getBytes(random.nextBoolean() ? UTF_8 : ISO_8859_1);
            assertReadAlike(record);
        }
    }

    /// A right event of which one byte is another.
    @Test
    void givenADamagedByte_itIsReadAsByAGeneralDecoder() {
        var random = new Random(20_261_201);
        for (var i = 0; i < RECORDS; i++) {
            var record = event(any(NAMES, random), any(VALUES, random)).getBytes(UTF_8);
            record[random.nextInt(record.length)] = (byte) random.nextInt(256);
            if (record[0] == '{') {
                assertReadAlike(record);
            }
        }
    }

    private static String any(List<String> values, Random random) {
        return values.get(random.nextInt(values.size()));
    }
}
