package dev.warfront.score.kafka;

import dev.warfront.battle.BattleEvent;
import dev.warfront.kernel.EventEnvelope;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.FeedItem;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// How score's events look in Kafka. They follow from the ledger and are published from there, so they have no
/// row in the outbox. Golden files hold their form.
@Component
final class FeedRecords {
    /// No item is longer than 300 bytes, no record than 64 KB.
    static final int ITEMS_MAX = 200;

    private static final String JSON = "application/json";
    private static final int VERSION = 1;
    private static final int BATCH_VERSION = 2;

    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    FeedRecords(JsonMapper json, Ids ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /// What is published of some items in the order of the log: those of each war in their order, up to
    /// {@link #ITEMS_MAX} a record; nothing of a refused event that names no war; dead letters each by itself.
    List<KafkaRecord> of(List<FeedItem> items) {
        var recorded = new LinkedHashMap<WarId, List<LedgerRow>>();
        var refused = new LinkedHashMap<RefusedPart, List<ReviewRow>>();
        var records = new ArrayList<KafkaRecord>();
        for (var item : items) {
            switch (item) {
                case FeedItem.Recorded(var row) ->
                    recorded.computeIfAbsent(row.war(), _ -> new ArrayList<>()).add(row);
                case FeedItem.Refused(var row) when row.code().isDeadLetter() -> records.add(deadLetter(row));
                case FeedItem.Refused(var row)
                when row.war() != null ->
                    refused.computeIfAbsent(new RefusedPart(row.war(), row.partition()), _ -> new ArrayList<>())
                            .add(row);
                case FeedItem.Refused _ -> {}
            }
        }
        recorded.forEach(
                (war, rows) -> pages(rows).map(page -> recorded(war, page)).forEach(records::add));
        refused.forEach((part, rows) ->
                pages(rows).map(page -> rejected(part.war(), page)).forEach(records::add));
        return records;
    }

    private static <T> Stream<List<T>> pages(List<T> all) {
        return IntStream.iterate(0, from -> from < all.size(), from -> from + ITEMS_MAX)
                .mapToObj(from -> all.subList(from, Math.min(from + ITEMS_MAX, all.size())));
    }

    private KafkaRecord recorded(WarId war, List<LedgerRow> rows) {
        var from = rows.getFirst().seq();
        var to = rows.getLast().seq();
        var id = NamedId.of(war.value(), "recorded:" + from + "-" + to);
        var items = rows.stream().map(FeedRecords::item).toList();
        var payload = new RecordedJson(war.value(), from, to, items);
        return record(
                ScoreFeed.FEED,
                "score.recorded",
                BATCH_VERSION,
                id,
                war.value(),
                to,
                rows.getLast().occurredAt(),
                payload);
    }

    private static RecordedItemJson item(LedgerRow row) {
        return new RecordedItemJson(
                row.eventId(),
                row.seq(),
                row.type().name(),
                row.side().name(),
                row.clan().value(),
                row.player() == null ? null : row.player().value(),
                row.points(),
                row.receivedAt());
    }

    /// Refused events have no number in their war: seq is 0, and their range is that of their places in the log.
    private KafkaRecord rejected(WarId war, List<ReviewRow> rows) {
        var from = PlaceJson.of(rows.getFirst());
        var to = PlaceJson.of(rows.getLast());
        var id = NamedId.of(war.value(), "rejected:" + from.text() + "-" + to.text());
        var items = rows.stream().map(FeedRecords::item).toList();
        var last = rows.getLast();
        return record(
                ScoreFeed.FEED,
                "score.rejected",
                BATCH_VERSION,
                id,
                war.value(),
                0,
                last.occurredAt() == null ? last.receivedAt() : last.occurredAt(),
                new RejectedJson(war.value(), from, to, items));
    }

    private static RejectedItemJson item(ReviewRow row) {
        return new RejectedItemJson(
                row.eventId(),
                row.offset(),
                row.index(),
                row.code().name(),
                row.type(),
                null,
                null,
                row.player() == null ? null : row.player().value(),
                0,
                row.receivedAt());
    }

    /// As it came; of what is too long the beginning: the review table has all of it.
    private static KafkaRecord deadLetter(ReviewRow row) {
        var raw = row.raw();
        var key = raw.key();
        var value = raw.value() == null ? new byte[0] : raw.value();
        var headers = new HashMap<String, String>();
        raw.headers().forEach((name, header) -> headers.put(name, new String(header, StandardCharsets.UTF_8)));
        headers.putAll(Map.of(
                "code", row.code().name(),
                "source_topic", ScoreLog.FEED,
                "source_partition", Integer.toString(row.partition()),
                "source_offset", Long.toString(row.offset()),
                "source_index", Integer.toString(row.index()),
                "value_bytes", Integer.toString(raw.valueBytes())));
        return KafkaRecord.of(
                OutboxTopics.DEAD_LETTER, key == null ? "" : new String(key, StandardCharsets.UTF_8), value, headers);
    }

    /// The running totals of a war.
    KafkaRecord totals(WarScoreChange change) {
        var war = change.war().value();
        var payload = new TotalsJson(
                war,
                change.lastSeq(),
                change.sides().getOrDefault(Side.ATTACKER, Tally.NOTHING).points(),
                change.sides().getOrDefault(Side.DEFENDER, Tally.NOTHING).points(),
                change.at());
        return record(
                ScoreFeed.FEED,
                "score.totals_updated",
                VERSION,
                ids.next(),
                war,
                change.lastSeq(),
                change.at(),
                payload);
    }

    /// The running points of a battle.
    KafkaRecord battle(WarId war, BattlePoints points) {
        var now = clock.instant();
        var battle = points.battle().value();
        var payload = new BattleJson(battle, war.value(), points.attacker(), points.defender(), false, now);
        return record(BattleEvent.FEED, "battle.score_updated", VERSION, ids.next(), battle, 0, now, payload);
    }

    /// Under the key of its aggregate.
    private KafkaRecord record(
            String topic,
            String type,
            int version,
            UUID id,
            UUID aggregate,
            long seq,
            Instant occurredAt,
            Object payload) {
        var envelope =
                new EventEnvelope(id, type, version, aggregate, seq, occurredAt, clock.instant(), null, null, payload);
        return KafkaRecord.of(topic, aggregate.toString(), json.writeValueAsBytes(envelope), envelope.headers(JSON));
    }

    private record RefusedPart(WarId war, int partition) {}

    /// Score events were accepted: rows of the ledger of their war, in its order.
    ///
    /// @param fromSeq number of the first item in the ledger
    /// @param toSeq of the last; all between them are there
    private record RecordedJson(UUID warId, long fromSeq, long toSeq, List<RecordedItemJson> items) {}

    /// @param type a {@link ScoreType}
    /// @param side a {@link Side}
    /// @param playerId null for what belongs to the clan alone
    /// @param at when it was received
    private record RecordedItemJson(
            UUID eventId,
            long seq,
            String type,
            String side,
            UUID clanId,
            @Nullable UUID playerId,
            long points,
            Instant at) {}

    /// Score events of a war were refused, in the order of the log.
    ///
    /// @param from place of the first item
    /// @param to place of the last
    private record RejectedJson(UUID warId, PlaceJson from, PlaceJson to, List<RejectedItemJson> items) {}

    /// @param eventId null where it could not be read
    /// @param offset with the partition and the index the place of the event, by which repeats are told
    /// @param code one of those of docs/rules/score.md
    /// @param type as it was sent
    /// @param side always null
    /// @param clanId always null
    /// @param points always 0
    /// @param at when it was received
    private record RejectedItemJson(
            @Nullable UUID eventId,
            long offset,
            int index,
            String code,
            @Nullable String type,
            @Nullable String side,
            @Nullable UUID clanId,
            @Nullable UUID playerId,
            long points,
            Instant at) {}

    /// The totals of a war changed.
    ///
    /// @param lastSeq number of the last row of the ledger in them
    private record TotalsJson(UUID warId, long lastSeq, long attackerScore, long defenderScore, Instant at) {}

    /// The points of a battle changed.
    ///
    /// @param provisional always false
    private record BattleJson(
            UUID battleId, UUID warId, long attackerScore, long defenderScore, boolean provisional, Instant at) {}
}
