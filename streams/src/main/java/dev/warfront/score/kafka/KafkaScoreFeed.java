package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.FeedItem;
import dev.warfront.score.ScoreFeed;
import java.util.List;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `score.recorded` and `score.rejected` on the topic of scores, and the dead letters.
@Component
final class KafkaScoreFeed implements ScoreFeed {
    private static final Logger log = LoggerFactory.getLogger(KafkaScoreFeed.class);

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
                .then();
    }

    /// A dead letter that the broker will never take must not stop all that follow; the review table still
    /// has it.
    private static void requireSent(Sent sent) {
        var error = sent.error();
        if (error == null) {
            return;
        }
        if (error instanceof RecordTooLargeException && sent.record().topic().equals(OutboxTopics.DEAD_LETTER)) {
            log.error("a dead letter of {} is too large", sent.record().key());
            return;
        }
        throw new IllegalStateException("not acknowledged: " + error.getMessage(), error);
    }
}
