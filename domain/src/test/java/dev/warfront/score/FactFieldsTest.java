package dev.warfront.score;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.battle.CaptureScoreEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactFieldsTest {
    private static final UUID ID = UUID.fromString("0193e0a0-0000-7000-8000-000000000001");
    private static final WarId WAR = new WarId(UUID.fromString("0193e0a0-0000-7000-8000-000000000002"));
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");

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

    private static Reading with(String name, @Nullable Object value) {
        var fields = kill();
        fields.put(name, value);
        return FactFields.read(fields);
    }

    private static void assertMalformed(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void givenACompleteEvent_itIsRead() {
        assertThat(FactFields.read(kill()))
                .isEqualTo(new Reading.Reported(new ScoreEvent(
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

        assertThat(with("event_id", bytes)).isEqualTo(FactFields.read(kill()));
        assertMalformed(with("event_id", new byte[15]));
        assertMalformed(with("player_id", new byte[17]));
    }

    @Test
    void givenUnknownFields_theyAreIgnored() {
        assertThat(with("weather", List.of(1))).isEqualTo(FactFields.read(kill()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_id", "war_id", "type", "player_id", "victim_id", "occurred_at"})
    void givenAMissingField_itIsMalformedAndTheIdIsStillTold(String name) {
        var fields = kill();
        fields.remove(name);

        var reading = FactFields.read(fields);

        assertMalformed(reading);
        assertThat(((Reading.Unreadable) reading).eventId()).isEqualTo(name.equals("event_id") ? null : ID);
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
            assertThat(((Reading.Reported) with("type", type)).event().type()).isEqualTo("UNKNOWN");
        }
    }

    @Test
    void givenAnObjectiveWithoutPlayers_itIsMalformed() {
        var fields = kill();
        fields.put("type", "OBJECTIVE_CAPTURE");

        assertMalformed(FactFields.read(fields));
    }

    @Test
    void givenWhatTheProgramWrites_itReadsTheSame() {
        var fact = new CaptureScoreEvent(
                ID,
                WAR,
                new BattleId(new UUID(3, 1)),
                new TerritoryId(new UUID(4, 1)),
                Side.DEFENDER,
                new ClanId(new UUID(2, 1)),
                480,
                AT);

        assertThat(FactFields.readDerived(asJson(FactFields.of(fact, AT)))).isEqualTo(new Reading.Captured(fact, AT));
        assertThat(FactFields.readDerived(asJson(FactFields.cutOff(ID, WAR, AT))))
                .isEqualTo(new Reading.CutOff(WAR));
        var event = ((Reading.Reported) FactFields.read(kill())).event();
        assertThat(FactFields.read(asJson(FactFields.of(event)))).isEqualTo(new Reading.Reported(event));
    }

    @Test
    void givenAServerThatSendsACaptureOrMarker_itIsOnlyAnEventOfAnInvalidType() {
        var reading = FactFields.read(asJson(FactFields.cutOff(ID, WAR, AT)));

        assertThat(Judge.content(((Reading.Reported) reading).event())).contains(ScoreCode.SCORE_INVALID_TYPE);
    }

    /// Instants become texts on the wire.
    private static Map<String, @Nullable Object> asJson(Map<String, @Nullable Object> fields) {
        var json = new HashMap<>(fields);
        json.replaceAll((_, value) -> value instanceof Instant ? value.toString() : value);
        return json;
    }

    @Test
    void givenAnyFieldThatDiffers_theHashDiffers() {
        var event = ((Reading.Reported) FactFields.read(kill())).event();

        assertThat(((Reading.Reported) FactFields.read(kill())).event().payloadHash())
                .isEqualTo(event.payloadHash());
        for (var other : List.of(
                with("battle_id", new UUID(3, 1).toString()),
                with("type", "ASSIST"),
                with("player_id", new UUID(1, 3).toString()),
                with("victim_id", new UUID(1, 3).toString()),
                with("players", List.of(new UUID(1, 3).toString())),
                with("base_points", 10),
                with("occurred_at", AT.plusMillis(1).toString()))) {
            assertThat(((Reading.Reported) other).event().payloadHash()).isNotEqualTo(event.payloadHash());
        }
    }
}
