package dev.warfront.score.kafka;

import dev.warfront.kernel.NamedId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.FeedItem;
import dev.warfront.score.FeedItem.Recorded;
import dev.warfront.score.FeedItem.Refused;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.ReviewRow;
import dev.warfront.score.ScoreCode;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.ScoreLog;
import dev.warfront.score.kafka.FeedRecords.ScoreFeedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/// `score.recorded` and `score.rejected` on the topic of scores, and the dead letters.
@Component
final class KafkaScoreFeed implements ScoreFeed {
    private static final Logger log = LoggerFactory.getLogger(KafkaScoreFeed.class);
    private static final Retry UNTIL_THE_BROKER_IS_BACK = Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
            .maxBackoff(Duration.ofSeconds(5))
            .doBeforeRetry(
                    again -> log.warn("score feed waits: {}", again.failure().toString()));

    private final KafkaRecords kafka;
    private final FeedRecords envelopes;

    KafkaScoreFeed(KafkaRecords kafka, FeedRecords envelopes) {
        this.kafka = kafka;
        this.envelopes = envelopes;
    }

    @Override
    public Mono<Void> publish(List<FeedItem> items) {
        return Mono.fromSupplier(() -> records(items))
                .flatMap(kafka::sendAll)
                .doOnNext(sent -> sent.forEach(KafkaScoreFeed::requireSent))
                .then()
                .retryWhen(UNTIL_THE_BROKER_IS_BACK);
    }

    private List<KafkaRecord> records(List<FeedItem> items) {
        return items.stream()
                .map(this::record)
                .<KafkaRecord>mapMulti(Optional::ifPresent)
                .toList();
    }

    /// A record that the broker will never take must not stop all that follow; ledger and review table still
    /// have it.
    private static void requireSent(Sent sent) {
        var error = sent.error();
        if (error instanceof RecordTooLargeException || error instanceof InvalidTopicException) {
            log.error(
                    "not published, {} of {}: {}",
                    sent.record().topic(),
                    sent.record().key(),
                    error.toString());
        } else if (error != null) {
            throw new IllegalStateException("not acknowledged: " + error.getMessage(), error);
        }
    }

    private Optional<KafkaRecord> record(FeedItem item) {
        return switch (item) {
            case Recorded(var row) -> Optional.of(recorded(row));
            case Refused(var row) when row.code() == ScoreCode.SCORE_MALFORMED -> Optional.of(deadLetter(row));
            case Refused(var row) -> rejected(row);
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
        return envelopes.of(
                ScoreFeed.FEED,
                new ScoreFeedEvent(
                        row.eventId(), "score.recorded", row.war().value(), row.seq(), row.occurredAt(), payload));
    }

    /// Refused events have no number in their war: seq is 0. Their event id may be that of another event, so the
    /// envelope's follows from their place in the log.
    private Optional<KafkaRecord> rejected(ReviewRow row) {
        var war = row.war();
        if (war == null) {
            return Optional.empty();
        }
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
        return Optional.of(envelopes.of(
                ScoreFeed.FEED, new ScoreFeedEvent(id, "score.rejected", war.value(), 0, occurred, payload)));
    }

    /// As it came; of a value that is too long the beginning, all of which the review table has.
    private KafkaRecord deadLetter(ReviewRow row) {
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
}
