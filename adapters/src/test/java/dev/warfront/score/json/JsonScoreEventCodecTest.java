package dev.warfront.score.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.FaultyField;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreEventCodec;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScoreEventCodecTest {
    private static final UUID ID = UUID.fromString("0193e0a0-0000-7000-8000-000000000001");
    private static final WarId WAR = new WarId(UUID.fromString("0193e0a0-0000-7000-8000-000000000002"));
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

    private static final BattleId BATTLE = new BattleId(new UUID(3, 1));
    private static final ScoreEventCodec CODEC = ScoresOnTheWire.codec();

    /// As JSON readers hand it over: texts, numbers, lists.
    private static Map<String, @Nullable Object> kill() {
        var fields = new HashMap<String, @Nullable Object>();
        fields.put("event_id", ID.toString());
        fields.put("war_id", WAR.value().toString());
        fields.put("battle_id", null);
        fields.put("type", "KILL");
        fields.put("player_id", new UUID(1, 1).toString());
        fields.put("victim_id", new UUID(1, 2).toString());
        fields.put("occurred_at", AT.toString());
        return fields;
    }

    private static ParsedEvent with(String name, @Nullable Object value) {
        var fields = kill();
        fields.put(name, value);
        return CODEC.parse(fields, null);
    }

    private static void assertMalformed(ParsedEvent parsed) {
        assertThat(parsed).isInstanceOf(ParsedEvent.Malformed.class);
    }

    @Test
    void givenACompleteEvent_itIsRead() {
        assertThat(CODEC.parse(kill(), null))
                .isEqualTo(new ParsedEvent.Reported(new ScoreEvent(
                        ID,
                        WAR,
                        null,
                        "KILL",
                        new PlayerId(new UUID(1, 1)),
                        new PlayerId(new UUID(1, 2)),
                        List.of(),
                        null,
                        AT)));
    }

    @Test
    void givenIdsInBytes_asCborHasThem_theyAreRead() {
        var bytes = ByteBuffer.allocate(16)
                .putLong(ID.getMostSignificantBits())
                .putLong(ID.getLeastSignificantBits())
                .array();

        assertThat(with("event_id", bytes)).isEqualTo(CODEC.parse(kill(), null));
        assertMalformed(with("event_id", new byte[15]));
        assertMalformed(with("player_id", new byte[17]));
    }

    @Test
    void givenUnknownFields_theyAreIgnored() {
        assertThat(with("weather", List.of(1))).isEqualTo(CODEC.parse(kill(), null));
    }

    @Test
    void givenAnEventThatDoesNotSayItsWar_itIsOfTheOneThatItCameFor() {
        var fields = kill();
        fields.remove("war_id");
        var saysNothing = new HashMap<String, @Nullable Object>(fields);
        saysNothing.put("war_id", null);

        assertThat(CODEC.parse(fields, WAR)).isEqualTo(CODEC.parse(kill(), null));
        assertThat(CODEC.parse(saysNothing, WAR)).isEqualTo(CODEC.parse(kill(), null));
    }

    @Test
    void givenAnEventThatSaysAnotherWar_orNone_itIsNotOfTheOneThatItCameFor() {
        var other = new WarId(new UUID(7, 7));

        assertThat(CODEC.parse(kill(), other).war()).isEqualTo(WAR);
        var fields = kill();
        fields.put("war_id", "none");
        assertMalformed(CODEC.parse(fields, WAR));
    }

    @Test
    void givenARecordOfTheLog_itsWarStandsInItsValue_whichAloneIsSigned() {
        var value =
                "{\"event_id\":\"%s\",\"type\":\"KILL\",\"player_id\":\"%s\",\"victim_id\":\"%s\",\"occurred_at\":\"%s\"}"
                        .formatted(ID, new UUID(1, 1), new UUID(1, 2), AT);

        assertThat(CODEC.parse(value.getBytes(StandardCharsets.UTF_8), Proof.GAME_SERVER)
                        .getFirst()
                        .event())
                .isEqualTo(new ParsedEvent.Malformed(ID, "war_id is missing", FaultyField.WAR_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "war_id", "type", "player_id", "victim_id", "occurred_at"})
    void givenAMissingField_itIsMalformedAndTheIdIsStillKnown(String name) {
        var fields = kill();
        fields.remove(name);

        var parsed = CODEC.parse(fields, null);

        assertMalformed(parsed);
        assertThat(((ParsedEvent.Malformed) parsed).eventId()).isEqualTo(name.equals("event_id") ? null : ID);
    }

    @Test
    void givenFieldsOfAnotherKind_itIsMalformed() {
        for (var nonsense : Arrays.<@Nullable Object>asList(7, 1.5, true, List.of(), Map.of(), "x", "1-1-1-1-1")) {
            assertMalformed(with("event_id", nonsense));
            assertMalformed(with("battle_id", nonsense));
            assertMalformed(with("occurred_at", nonsense));
        }
        assertMalformed(with("base_points", "10"));
        assertMalformed(with("base_points", 10.0));
        assertMalformed(with("base_points", new BigInteger("99999999999999999999")));
        assertMalformed(with("players", "x"));
        assertMalformed(with("players", List.of(7)));
        assertMalformed(with("players", Collections.nCopies(100_000, ID.toString())));
        assertMalformed(with("occurred_at", "+1000000000-12-31T23:59:59Z"));
        assertMalformed(with("occurred_at", "1969-12-31T23:59:59Z"));
    }

    @Test
    void givenATypeThatIsNoName_itIsUnknown_andNotKept() {
        for (var type : List.of("", "kill", "K\u0000", "X".repeat(10_000))) {
            assertThat(((ParsedEvent.Reported) with("type", type)).event().type())
                    .isEqualTo("UNKNOWN");
        }
    }

    @Test
    void givenAnObjectiveWithoutPlayers_itIsMalformed() {
        var fields = kill();
        fields.put("type", "OBJECTIVE_CAPTURE");

        assertMalformed(CODEC.parse(fields, null));
    }

    /// A sample of each kind of value that stands in the log, by the name of its file.
    static Stream<Arguments> goldenFiles() {
        var kill = new ScoreEvent(
                ID,
                WAR,
                BATTLE,
                "KILL",
                new PlayerId(new UUID(1, 1)),
                new PlayerId(new UUID(1, 2)),
                List.of(),
                10L,
                AT);
        var assist = new ScoreEvent(
                ID,
                WAR,
                null,
                "ASSIST",
                new PlayerId(new UUID(1, 1)),
                new PlayerId(new UUID(1, 2)),
                List.of(),
                null,
                AT);
        var objective = new ScoreEvent(
                ID,
                WAR,
                BATTLE,
                "OBJECTIVE_CAPTURE",
                null,
                null,
                List.of(new PlayerId(new UUID(1, 1)), new PlayerId(new UUID(1, 2))),
                null,
                AT);
        var capture = new CaptureScoreEvent(
                ID, WAR, BATTLE, new TerritoryId(new UUID(4, 1)), Side.DEFENDER, new ClanId(new UUID(2, 1)), 480, AT);
        var storedAt = AT.plusMillis(7);
        return Stream.of(
                Arguments.of("kill", CODEC.write(kill), Proof.GAME_SERVER, new ParsedEvent.Reported(kill)),
                Arguments.of("assist", CODEC.write(assist), Proof.GAME_SERVER, new ParsedEvent.Reported(assist)),
                Arguments.of(
                        "objective_capture",
                        CODEC.write(objective),
                        Proof.GAME_SERVER,
                        new ParsedEvent.Reported(objective)),
                Arguments.of(
                        "territory_capture",
                        CODEC.write(capture, storedAt),
                        Proof.PROGRAM,
                        new ParsedEvent.Captured(capture, storedAt)),
                Arguments.of("cut_off", CODEC.writeCutOff(ID, WAR, AT), Proof.PROGRAM, new ParsedEvent.CutOff(WAR)));
    }

    /// With `-Dgolden.write=true` the files are written anew; look at the difference before you commit it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFiles")
    void givenWhatTheProgramWrites_itIsTheFile_andTheFileIsReadAsTheSame(
            String name, byte[] written, Proof proof, ParsedEvent event) throws IOException {
        var file = Path.of("src", "test", "resources", "golden", "score-events", name + ".json");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, written);
        }

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
        assertThat(only(Files.readAllBytes(file), proof)).isEqualTo(event);
    }

    /// The one event of a record.
    private static ParsedEvent only(byte[] value, Proof proof) {
        var parts = CODEC.parse(value, proof);
        assertThat(parts)
                .singleElement()
                .satisfies(part -> assertThat(part.from()).isZero())
                .satisfies(part -> assertThat(part.until()).isEqualTo(value.length));
        return parts.getFirst().event();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "[", "{}{}", "\u0000"})
    void givenARecordThatIsNoJsonObject_itIsMalformed(String value) {
        assertMalformed(only(value.getBytes(StandardCharsets.UTF_8), Proof.GAME_SERVER));
        assertMalformed(CODEC.parse(value, null));
    }

    @Test
    void givenAServerThatSendsACaptureOrMarker_itIsOnlyAnEventOfThatType() {
        var marker = CODEC.writeCutOff(ID, WAR, AT);

        for (var proof : List.of(Proof.GAME_SERVER, Proof.NONE)) {
            assertThat(((ParsedEvent.Reported) only(marker, proof)).event().type())
                    .isEqualTo("CUT_OFF");
        }
    }

    @Test
    void givenAnyFieldThatDiffers_theHashDiffers() {
        var event = ((ParsedEvent.Reported) CODEC.parse(kill(), null)).event();

        assertThat(((ParsedEvent.Reported) CODEC.parse(kill(), null)).event().payloadHash())
                .isEqualTo(event.payloadHash());
        for (var other : List.of(
                with("battle_id", new UUID(3, 1).toString()),
                with("type", "ASSIST"),
                with("player_id", new UUID(1, 3).toString()),
                with("victim_id", new UUID(1, 3).toString()),
                with("players", List.of(new UUID(1, 3).toString())),
                with("base_points", 10),
                with("occurred_at", AT.plusMillis(1).toString()))) {
            assertThat(((ParsedEvent.Reported) other).event().payloadHash()).isNotEqualTo(event.payloadHash());
        }
    }
}
