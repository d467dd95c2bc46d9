package dev.warfront.kernel.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class WireJsonTest {

    private static final UUID ID = UUID.fromString("0190f3c2-0000-7000-8000-000000000001");

    private record Sample(
            UUID warId,
            Instant startedAt,
            long attackerScore,
            @Nullable String endReason,
            List<Integer> b) {}

    private final Sample sample = new Sample(ID, Instant.parse("2026-12-01T10:00:00Z"), 7, null, List.of(2, 1));

    @Test
    void recordsAreWrittenInSnakeCaseInTheirOrderWithNullsAndMilliseconds() {
        assertThat(WireJson.jsonMapper().writeValueAsString(sample))
                .isEqualTo(
                        "{\"war_id\":\"0190f3c2-0000-7000-8000-000000000001\","
                                + "\"started_at\":\"2026-12-01T10:00:00.000Z\",\"attacker_score\":7,\"end_reason\":null,\"b\":[2,1]}");
    }

    @Test
    void smallerThanMillisecondsIsCutOff() {
        assertThat(WireJson.text(Instant.parse("2026-12-01T10:00:00.123999Z"))).isEqualTo("2026-12-01T10:00:00.123Z");
    }

    @Test
    void whatIsUnknownIsIgnored() {
        var text = "{\"war_id\":\"" + ID + "\",\"started_at\":\"2026-12-01T10:00:00.000Z\",\"attacker_score\":7,"
                + "\"end_reason\":null,\"b\":[2,1],\"tomorrow\":{\"x\":1}}";

        assertThat(WireJson.jsonMapper().readValue(text, Sample.class)).isEqualTo(sample);
    }

    @Test
    void textIsNoNumber() {
        assertThatThrownBy(() -> WireJson.jsonMapper().readValue("{\"attacker_score\":\"7\"}", Sample.class))
                .isInstanceOf(JacksonException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "a\\ud83d"})
    void whatCannotBeStoredAsTextIsNone(String written) {
        assertThatThrownBy(() -> WireJson.jsonMapper().readValue("[\"" + written + "\"]", String[].class))
                .isInstanceOf(JacksonException.class);
        assertThatThrownBy(() -> WireJson.jsonMapper().readValue("{\"name\":\"" + written + "\"}", Named.class))
                .isInstanceOf(JacksonException.class);
    }

    @Test
    void everyOtherTextIsOne() {
        var texts = List.of("", "Ödön", "\ud83d\ude00", "\n\t");

        assertThat(WireJson.jsonMapper().readValue(WireJson.jsonMapper().writeValueAsString(texts), String[].class))
                .containsExactlyElementsOf(texts);
    }

    record Named(String name) {}

    @Test
    void cborSaysTheSameAsJson() {
        var cbor = WireJson.cborMapper().writeValueAsBytes(sample);

        assertThat(WireJson.cborMapper().readTree(cbor))
                .isEqualTo(WireJson.jsonMapper().readTree(WireJson.jsonMapper().writeValueAsString(sample)));
        assertThat(WireJson.cborMapper().readValue(cbor, Sample.class)).isEqualTo(sample);
    }
}
