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
import dev.warfront.score.PartitionStop;
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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The feeds look as their golden files: a change of Java names must never change them.
public class FeedRecordsTest {
    private static final Instant AT = Instant.parse("2026-12-01T10:00:00.123Z");
    private static final WarId WAR = new WarId(new UUID(1, 1));
    private static final PlayerId PLAYER = new PlayerId(new UUID(-1, -1));
    private static final JsonMapper JSON = WireJson.jsonMapper();
    private static final FeedRecords RECORDS =
            new FeedRecords(JSON, () -> new UUID(9, 9), Clock.fixed(AT.plusMillis(77), ZoneOffset.UTC));

    private static LedgerRow row(WarId war, long seq, @Nullable PlayerId player) {
        return new LedgerRow(
                new UUID(2, seq),
                war,
                seq,
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
                1_000,
                0);
    }

    private static ReviewRow refused(ScoreCode code, @Nullable WarId war) {
        return refused(3, 1_001, 17, code, war, "KILL");
    }

    private static ReviewRow refused(
            int partition, long offset, int index, ScoreCode code, @Nullable WarId war, String type) {
        return new ReviewRow(
                partition,
                offset,
                index,
                war,
                true,
                new UUID(2, 2),
                code,
                "no detail",
                null,
                null,
                true,
                type,
                new PlayerId(new UUID(4, 1)),
                AT,
                AT.plusMillis(5),
                7,
                new RawRecord(
                        "key".getBytes(StandardCharsets.UTF_8),
                        "value".getBytes(StandardCharsets.UTF_8),
                        Map.of("server_id", "me".getBytes(StandardCharsets.UTF_8))));
    }

    private static KafkaRecord of(FeedItem... items) {
        var records = RECORDS.of(List.of(items));
        assertThat(records).hasSize(1);
        return records.getFirst();
    }

    private static JsonNode payload(KafkaRecord record) {
        return JSON.readTree(record.value()).get("payload");
    }

    /// Names, schema versions and records of all of them.
    public static Stream<Arguments> goldenFiles() {
        var tallies = Map.of(Side.ATTACKER, new Tally(30, 3, 1, 0, 0), Side.DEFENDER, new Tally(10, 1, 3, 0, 0));
        var change = new WarScoreChange(WAR, 1, 42, 40, tallies, List.of(), List.of(), AT);
        return Stream.of(
                Arguments.of(
                        "score.recorded",
                        2,
                        of(
                                new FeedItem.Recorded(row(WAR, 42, new PlayerId(new UUID(4, 1)))),
                                new FeedItem.Recorded(row(WAR, 43, null)))),
                Arguments.of(
                        "score.rejected",
                        2,
                        of(
                                new FeedItem.Refused(refused(ScoreCode.SCORE_LATE, WAR)),
                                new FeedItem.Refused(refused(3, 1_002, 0, ScoreCode.SCORE_TOO_OLD, WAR, "ASSIST")))),
                Arguments.of("score.totals_updated", 1, RECORDS.totals(change)),
                Arguments.of(
                        "battle.score_updated",
                        1,
                        RECORDS.battle(WAR, new BattlePoints(new BattleId(new UUID(5, 1)), 30, 10))));
    }

    /// With `-Dgolden.write=true` the files are written anew; look at the difference before you commit it.
    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenFiles")
    void givenAnEvent_itLooksAsItsFile(String name, int version, KafkaRecord record) throws IOException {
        var file = Path.of("src", "test", "resources", "golden", "score-feeds", name + ".json");
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(file.getParent());
            Files.write(file, record.value());
        }

        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(Files.readString(file));
        assertThat(record.headers())
                .containsEntry("event_type", name)
                .containsEntry("schema_version", Integer.toString(version))
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
                        "source_index", "17",
                        "value_bytes", "5"));
    }

    @Test
    void givenAValueThatIsTooLong_theDeadLetterHasItsBeginning_andSaysHowLongItIs() {
        var stop = new PartitionStop(
                3,
                1_001,
                PartitionStop.Reason.REFUSED,
                "",
                null,
                new RawRecord(new byte[100_000], new byte[100_001], Map.of("long", new byte[100_000])),
                AT);

        var letter = of(new FeedItem.Refused(ReviewRow.skipped(stop)));

        assertThat(letter.key()).hasSize(64 * 1024);
        assertThat(letter.value()).hasSize(64 * 1024);
        assertThat(letter.headers()).containsEntry("value_bytes", "100001").doesNotContainKey("long");
    }

    @Test
    void givenARefusedEventThatIsNoDeadLetter_itsBytesAreNotHeld() {
        var item = new FeedItem.Refused(refused(ScoreCode.SCORE_LATE, WAR));

        assertThat(item.row().raw().value()).isNull();
        assertThat(item.weight()).isEqualTo(1);
    }

    @Test
    void givenARefusedEventThatNamesNoWar_nothingIsPublished() {
        assertThat(RECORDS.of(List.of(new FeedItem.Refused(refused(ScoreCode.SCORE_SIGNATURE_INVALID, null)))))
                .isEmpty();
    }

    @Test
    void givenWhatAFlushHasOfSeveralWars_eachHasRecordsOfItsOwn_inItsOrder() {
        var other = new WarId(new UUID(1, 2));

        var records = RECORDS.of(List.of(
                new FeedItem.Recorded(row(WAR, 1, null)),
                new FeedItem.Recorded(row(other, 7, null)),
                new FeedItem.Refused(refused(3, 5, 0, ScoreCode.SCORE_LATE, WAR, "KILL")),
                new FeedItem.Recorded(row(WAR, 2, null)),
                new FeedItem.Refused(refused(4, 2, 1, ScoreCode.SCORE_WRONG_PARTITION, WAR, "KILL"))));

        assertThat(records)
                .extracting(KafkaRecord::key)
                .containsExactly(
                        WAR.value().toString(),
                        other.value().toString(),
                        WAR.value().toString(),
                        WAR.value().toString());
        assertThat(payload(records.getFirst()).get("to_seq").asLong()).isEqualTo(2);
        assertThat(payload(records.getFirst()).get("items")).hasSize(2);
        assertThat(records.subList(2, 4))
                .extracting(each -> payload(each).at("/from/partition").asInt())
                .containsExactly(3, 4);
        assertThat(records.stream().map(each -> JSON.readTree(each.value()).get("event_id")))
                .doesNotHaveDuplicates();
    }

    /// The longest that fields can be.
    @Test
    void givenMoreThanARecordHolds_itIsSeveral_noneTooLong_andNoItemIsLostOrTwice() {
        var rows = LongStream.range(0, 1_001)
                .<FeedItem>mapToObj(i -> new FeedItem.Recorded(row(WAR, Long.MAX_VALUE - 1_001 + i, PLAYER)));
        var reviews = IntStream.range(0, 500)
                .<FeedItem>mapToObj(i -> new FeedItem.Refused(
                        refused(23, Long.MAX_VALUE, i, ScoreCode.SCORE_IDEMPOTENCY_MISMATCH, WAR, "X".repeat(32))));

        var records = RECORDS.of(Stream.concat(rows, reviews).toList());

        assertThat(records)
                .hasSize(6 + 3)
                .allSatisfy(each -> assertThat(each.value()).hasSizeLessThan(KafkaRecord.VALUE_MAX));
        assertThat(records.subList(0, 6).stream()
                        .flatMap(each -> payload(each).get("items").valueStream())
                        .map(item -> item.get("seq").asLong()))
                .hasSize(1_001)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(records.subList(6, 9).stream()
                        .flatMap(each -> payload(each).get("items").valueStream())
                        .map(item -> item.get("index").asInt()))
                .containsExactlyElementsOf(IntStream.range(0, 500).boxed().toList());
    }
}
