package dev.warfront.score.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.Deadline;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.score.ScoreEvent;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.postgres.LedgerAudits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Records of many events, from the log to the ledger and the feed.
class BatchRecordsTest {
    private static final int SERVER_KEY_BYTES = 32;

    private final PipelineFixture pipelines = new PipelineFixture();
    /// Each test draws its own: events of two tests in one partition must not have the same ids.
    private final long seed = new Random().nextLong();

    private final Random random = new Random(seed);

    @BeforeEach
    void sayTheSeed() {
        System.out.println("seed " + seed);
    }

    @AfterEach
    void stop() {
        pipelines.stop();
    }

    private List<ScoreEvent> events(WarId war, int count) {
        return Stream.generate(() -> PipelineFixture.kill(war, random))
                .limit(count)
                .toList();
    }

    private KafkaRecord batch(WarId war, List<ScoreEvent> events) {
        var value = pipelines.codec.batch(
                events.stream().map(pipelines.codec::write).toList());
        return pipelines.signed(war.value().toString(), value);
    }

    /// Every event in two of the batches.
    private List<KafkaRecord> twice(WarId war, List<ScoreEvent> events) {
        var records = new ArrayList<KafkaRecord>();
        for (var round = 0; round < 2; round++) {
            var left = new ArrayList<>(events);
            Collections.shuffle(left, random);
            while (!left.isEmpty()) {
                var some = left.subList(0, Math.min(left.size(), 1 + random.nextInt(150)));
                records.add(batch(war, some));
                some.clear();
            }
        }
        return records;
    }

    @Test
    void givenBatchesThatRepeatEvents_eachIsCountedOnce_andPublished() {
        pipelines.owner();
        var wars = Stream.generate(pipelines.world::newWar).limit(6).toList();

        wars.forEach(war -> pipelines.send(twice(war, events(war, 1_000))));

        for (var war : wars) {
            var stats = pipelines.settled(war, 2_000);
            assertThat(stats).isEqualTo(new PipelineFixture.Stats(1_000, 1_000, 1_000, 0, 0));
            assertThat(pipelines.audit(war)).matches(LedgerAudits.Audit::sound);
        }
        var published = new TreeSet<Long>();
        pipelines.readFeed(wars.getFirst(), payload -> {
            payload.get("items").forEach(item -> published.add(item.get("seq").asLong()));
            return published.size() < 1_000;
        });
        assertThat(published)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    @Test
    void givenBadEventsInABatch_theirNeighboursCount_andEachIsKeptUnderItsIndexAsItCame() {
        pipelines.owner();
        var war = pipelines.world.newWar();
        var good = events(war, 2).stream().map(this::written).toList();
        var foreign = written(PipelineFixture.kill(pipelines.world.newWar(), random));
        var value = "[" + good.getFirst() + ", {\"no\": \"event\"}, " + foreign + "," + good.getLast() + ", {broken}]";

        pipelines.send(List.of(pipelines.signed(war.value().toString(), value.getBytes(UTF_8))));

        assertThat(pipelines.settled(war, 5)).isEqualTo(new PipelineFixture.Stats(2, 2, 0, 3, 0));
        assertThat(reviews(war))
                .isEqualTo(Map.of(
                        1, "SCORE_MALFORMED {\"no\": \"event\"}",
                        2, "SCORE_WRONG_PARTITION " + foreign,
                        4, "SCORE_MALFORMED {broken}]"));
    }

    @Test
    void givenARequestOfSeveralWars_itsEventsAreWhereTheAnswerSays() {
        pipelines.owner();
        var wars = Stream.generate(pipelines.world::newWar).limit(3).toList();
        var events = IntStream.range(0, 500)
                .mapToObj(each -> PipelineFixture.kill(wars.get(each % 3), random))
                .toList();
        var log = new KafkaScoreLog(pipelines.kafka, pipelines.codec, new Deadline(Duration.ofSeconds(5)));

        var places = log.append(PipelineFixture.SERVER, new byte[SERVER_KEY_BYTES], events)
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
        log.destroy();

        var told = new HashMap<UUID, String>();
        for (var i = 0; i < events.size(); i++) {
            told.put(events.get(i).eventId(), place(places.get(i)));
        }
        assertThat(places.stream().map(each -> each.partition() + ":" + each.offset()))
                .hasSize(500)
                .satisfies(each -> assertThat(new TreeSet<>(each)).hasSize(3));
        wars.forEach(war -> pipelines.settled(war, 166));
        var stored = new HashMap<UUID, String>();
        wars.forEach(war -> stored.putAll(places(war)));
        assertThat(stored).isEqualTo(told);
    }

    private String written(ScoreEvent event) {
        return new String(pipelines.codec.write(event), UTF_8);
    }

    private static String place(ScoreLog.Place place) {
        return place.partition() + ":" + place.offset() + ":" + place.index();
    }

    private Map<UUID, String> places(WarId war) {
        return read("""
                select event_id, log_partition || ':' || log_offset || ':' || log_index as place
                from clan_war_score_rows where war_id = :war""", war, UUID.class, "event_id", "place");
    }

    private Map<Integer, String> reviews(WarId war) {
        return read("""
                select log_index::int as index, code || ' ' || convert_from(record_value, 'UTF8') as review
                from clan_war_score_review where war_id = :war""", war, Integer.class, "index", "review");
    }

    private <K> Map<K, String> read(String sql, WarId war, Class<K> type, String key, String value) {
        return pipelines
                .database
                .sql(sql)
                .bind("war", war.value())
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(key, type)),
                        Objects.requireNonNull(row.get(value, String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .blockOptional(PipelineFixture.PATIENCE)
                .orElseThrow();
    }
}
