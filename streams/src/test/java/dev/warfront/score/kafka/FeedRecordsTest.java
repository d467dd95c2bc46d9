package dev.warfront.score.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.FeedItem;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.RawRecord;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreType;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The feeds look as their golden files: a change of Java names must never change them.
class FeedRecordsTest {
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final FeedRecords RECORDS = new FeedRecords(
            WireJson.jsonMapper(), () -> new UUID(9, 9), Clock.fixed(AT.plusMillis(77), ZoneOffset.UTC));

    private static LedgerRow row(@Nullable PlayerId player) {
        return new LedgerRow(
                new UUID(2, 1),
                WAR,
                42,
                null,
                ScoreType.KILL,
                Side.DEFENDER,
                new ClanId(new UUID(3, 1)),
                player,
                new PlayerId(new UUID(4, 2)),
                new ClanId(new UUID(3, 2)),
                null,
                10,
                10_000,
                10,
                AT,
                AT.plusMillis(5),
                7,
                3,
                1_000);
    }

    private static ReviewRow refused(ScoreCode code, @Nullable WarId war) {
        return new ReviewRow(
                3,
                1_001,
                war,
                true,
                new UUID(2, 2),
                code,
                "no detail",
                "KILL",
                new PlayerId(new UUID(4, 1)),
                AT,
                AT.plusMillis(5),
                7,
                new RawRecord(
                        "key".getBytes(StandardCharsets.UTF_8),
                        "value".getBytes(StandardCharsets.UTF_8),
                        Map.of("server_id", "me".getBytes(StandardCharsets.UTF_8))));
    }

    private static KafkaRecord of(FeedItem item) {
        return RECORDS.of(item).orElseThrow();
    }

    static Stream<Arguments> goldenFiles() {
        var tallies = Map.of(Side.ATTACKER, new Tally(30, 3, 1, 0, 0), Side.DEFENDER, new Tally(10, 1, 3, 0, 0));
        var change = new WarScoreChange(WAR, 1, 42, 40, tallies, List.of(), List.of(), false, AT);
        return Stream.of(
                Arguments.of("score.recorded", of(new FeedItem.Recorded(row(new PlayerId(new UUID(4, 1)))))),
                Arguments.of("score.recorded.2", of(new FeedItem.Recorded(row(null)))),
                Arguments.of("score.rejected", of(new FeedItem.Refused(refused(ScoreCode.SCORE_LATE, WAR)))),
                Arguments.of("score.totals_updated", RECORDS.totals(change)),
                Arguments.of(
                        "battle.score_updated",
                        RECORDS.battle(WAR, new BattlePoints(new BattleId(new UUID(5, 1)), 30, 10))));
    }

    /// With `-Dgolden.write=true` the files are written anew; look at the difference before you commit it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFiles")
    void givenAnEvent_itLooksAsItsFile(String name, KafkaRecord record) throws IOException {
        var file = Path.of("src", "test", "resources", "golden", "score-feeds", name + ".json");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, record.value());
        }

        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
        assertThat(record.headers())
                .containsEntry("event_type", name.replace(".2", ""))
                .containsEntry("schema_version", "1")
                .containsEntry("content-type", "application/json");
    }

    @Test
    void givenAMalformedRecord_itIsADeadLetterAsItCame() {
        var letter = of(new FeedItem.Refused(refused(ScoreCode.SCORE_MALFORMED, null)));

        assertThat(letter.topic()).isEqualTo("war.dead-letter");
        assertThat(letter.key()).isEqualTo("key");
        assertThat(letter.value()).asString(StandardCharsets.UTF_8).isEqualTo("value");
        assertThat(letter.headers())
                .isEqualTo(Map.of(
                        "server_id", "me",
                        "code", "SCORE_MALFORMED",
                        "source_topic", "war.score-events",
                        "source_partition", "3",
                        "source_offset", "1001",
                        "value_bytes", "5"));
    }

    @Test
    void givenARefusedRecordThatNamesNoWar_nothingIsPublished() {
        assertThat(RECORDS.of(new FeedItem.Refused(refused(ScoreCode.SCORE_SIGNATURE_INVALID, null))))
                .isEmpty();
    }
}
