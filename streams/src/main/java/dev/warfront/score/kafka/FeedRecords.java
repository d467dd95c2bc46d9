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
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.war.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// How score's events look in Kafka. They follow from the ledger and are published from there, so they have no
/// row in the outbox. Golden files hold their form.
@Component
final class FeedRecords {
    private static final String JSON = "application/json";

    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;

    FeedRecords(JsonMapper json, Ids ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /// Empty for a refused record that names no war.
    Optional<KafkaRecord> of(FeedItem item) {
        return switch (item) {
            case FeedItem.Recorded(var row) -> Optional.of(recorded(row));
            case FeedItem.Refused(var row) when row.code() == ScoreCode.SCORE_MALFORMED -> Optional.of(deadLetter(row));
            case FeedItem.Refused(var row) when row.code() == ScoreCode.SCORE_SKIPPED -> Optional.of(deadLetter(row));
            case FeedItem.Refused(var row) -> Optional.ofNullable(row.war()).map(war -> rejected(war, row));
        };
    }

    private KafkaRecord recorded(LedgerRow row) {
        var payload = new RecordedJson(
                row.eventId(),
                row.war().value(),
                row.seq(),
                row.type().name(),
                row.side().name(),
                row.clan().value(),
                row.player() == null ? null : row.player().value(),
                row.points(),
                row.receivedAt());
        return record(
                ScoreFeed.FEED,
                "score.recorded",
                row.eventId(),
                row.war().value(),
                row.seq(),
                row.occurredAt(),
                payload);
    }

    /// Refused events have no number in their war: seq is 0. Their event id may be that of another event, so the
    /// envelope's follows from their place in the log.
    private KafkaRecord rejected(WarId war, ReviewRow row) {
        var id = NamedId.of(war.value(), ScoreLog.FEED + ":" + row.partition() + ":" + row.offset());
        var payload = new RejectedJson(
                row.eventId(),
                war.value(),
                row.code().name(),
                row.type(),
                null,
                null,
                row.player() == null ? null : row.player().value(),
                0,
                row.receivedAt());
        var occurred = row.occurredAt() == null ? row.receivedAt() : row.occurredAt();
        return record(ScoreFeed.FEED, "score.rejected", id, war.value(), 0, occurred, payload);
    }

    /// As it came; of a value that is too long the beginning, all of which the review table has.
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
                "value_bytes", Integer.toString(value.length)));
        return KafkaRecord.of(
                OutboxTopics.DEAD_LETTER,
                key == null ? "" : new String(key, StandardCharsets.UTF_8),
                value.length > KafkaRecord.VALUE_MAX ? Arrays.copyOf(value, KafkaRecord.VALUE_MAX) : value,
                headers);
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
        return record(ScoreFeed.FEED, "score.totals_updated", ids.next(), war, change.lastSeq(), change.at(), payload);
    }

    /// The running points of a battle.
    KafkaRecord battle(WarId war, BattlePoints points) {
        var now = clock.instant();
        var battle = points.battle().value();
        var payload = new BattleJson(battle, war.value(), points.attacker(), points.defender(), false, now);
        return record(BattleEvent.FEED, "battle.score_updated", ids.next(), battle, 0, now, payload);
    }

    /// Under the key of its aggregate.
    private KafkaRecord record(
            String topic, String type, UUID id, UUID aggregate, long seq, Instant occurredAt, Object payload) {
        var envelope = new EventEnvelope(id, type, 1, aggregate, seq, occurredAt, clock.instant(), null, null, payload);
        return KafkaRecord.of(topic, aggregate.toString(), json.writeValueAsBytes(envelope), envelope.headers(JSON));
    }

    private record RecordedJson(
            UUID eventId,
            UUID warId,
            long seq,
            String type,
            String side,
            UUID clanId,
            @Nullable UUID playerId,
            long points,
            Instant at) {}

    private record RejectedJson(
            @Nullable UUID eventId,
            UUID warId,
            String code,
            @Nullable String type,
            @Nullable String side,
            @Nullable UUID clanId,
            @Nullable UUID playerId,
            long points,
            Instant at) {}

    private record TotalsJson(UUID warId, long lastSeq, long attackerScore, long defenderScore, Instant at) {}

    private record BattleJson(
            UUID battleId, UUID warId, long attackerScore, long defenderScore, boolean provisional, Instant at) {}
}
