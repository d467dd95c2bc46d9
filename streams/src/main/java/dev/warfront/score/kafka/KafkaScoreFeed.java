package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.RecordProducer;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.outbox.kafka.OutboxTopics;
import dev.warfront.score.FeedItem;
import dev.warfront.score.ScoreFeed;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// `score.recorded` and `score.rejected` on the topic of scores, and the dead letters. These have a
/// producer of their own, which gives up: where their topic is away, only who has some waits.
@Component
final class KafkaScoreFeed implements ScoreFeed, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KafkaScoreFeed.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final KafkaRecords kafka;
    private final RecordProducer letters;
    private final FeedRecords records;

    KafkaScoreFeed(KafkaRecords kafka, KafkaSettings settings, FeedRecords records) {
        this.kafka = kafka;
        this.letters = new RecordProducer("dead-letters", settings.producer(), CLOSE_PATIENCE);
        this.records = records;
    }

    /// Dead letters first: while they are refused, the rest is not sent again and again.
    @Override
    public Mono<Void> publish(List<FeedItem> items) {
        return Mono.fromSupplier(() ->
                        records.of(items).stream().collect(Collectors.partitioningBy(KafkaScoreFeed::isDeadLetter)))
                .flatMap(sorted -> sendLetters(sorted.getOrDefault(true, List.of()))
                        .then(send(sorted.getOrDefault(false, List.of()))));
    }

    private static boolean isDeadLetter(KafkaRecord record) {
        return record.topic().equals(OutboxTopics.DEAD_LETTER);
    }

    private Mono<Void> send(List<KafkaRecord> published) {
        return kafka.sendAll(published)
                .doOnNext(sent -> sent.forEach(KafkaScoreFeed::requireSent))
                .then();
    }

    /// Up to one that fails, since each may take as long to do so; then those behind it, if nobody will
    /// ever take it.
    private Mono<Void> sendLetters(List<KafkaRecord> left) {
        return left.isEmpty()
                ? Mono.empty()
                : letters.sendUntilFailure(left)
                        .doOnNext(sent -> sent.forEach(KafkaScoreFeed::requireSent))
                        .flatMap(sent -> sendLetters(left.subList(sent.size(), left.size())));
    }

    /// A dead letter that the broker will never take must not stop all that follow; the review table still
    /// has it.
    private static void requireSent(Sent sent) {
        var error = sent.error();
        if (error == null) {
            return;
        }
        if (error instanceof RecordTooLargeException && isDeadLetter(sent.record())) {
            log.error("a dead letter of {} is too large", sent.record().key());
            return;
        }
        throw new IllegalStateException("not acknowledged: " + error.getMessage(), error);
    }

    @Override
    public void destroy() {
        letters.closeBlocking();
    }
}
