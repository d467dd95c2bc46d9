package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.score.FeedItem;
import dev.warfront.score.ScoreFeed;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
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
    private final FeedRecords records;

    KafkaScoreFeed(KafkaRecords kafka, FeedRecords records) {
        this.kafka = kafka;
        this.records = records;
    }

    @Override
    public Mono<Void> publish(List<FeedItem> items) {
        return Mono.fromSupplier(() -> records.of(items))
                .flatMap(kafka::sendAll)
                .doOnNext(sent -> sent.forEach(KafkaScoreFeed::requireSent))
                .then()
                .retryWhen(UNTIL_THE_BROKER_IS_BACK);
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
}
