package dev.warfront.kernel.kafka;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.kafka.sender.SenderRecord;
import reactor.kafka.sender.SenderResult;

/// Records that are sent together and answered together: one publisher for all, since one each costs more than sending.
final class SentBatch {
    private final List<KafkaRecord> records;
    private final boolean untilFailure;
    private final @Nullable Sent[] results;
    private volatile boolean failed;

    /// @param untilFailure whether none is sent any more once one has failed
    SentBatch(List<KafkaRecord> records, boolean untilFailure) {
        this.records = records;
        this.untilFailure = untilFailure;
        this.results = new Sent[records.size()];
    }

    /// What there is to send, in order; each knows its place. Pulled by the sender's thread, without a queue in
    /// between.
    Flux<SenderRecord<String, byte[], Integer>> toSend() {
        return Flux.fromIterable(Sendable::new);
    }

    void answered(SenderResult<Integer> result) {
        var place = result.correlationMetadata();
        var error = result.exception();
        answer(place, new Sent(records.get(place), error == null ? result.recordMetadata() : null, error));
    }

    private void answer(int place, Sent result) {
        results[place] = result;
        if (result.error() != null) {
            failed = true;
        }
    }

    /// How each went, in order, once nothing more comes: all of them, or those up to the first that failed. One without
    /// an answer has failed.
    ///
    /// @param cause why there may be some without one
    List<Sent> results(@Nullable Throwable cause) {
        var answers = new ArrayList<Sent>(results.length);
        for (var place = 0; place < results.length; place++) {
            var result = results[place];
            var answer = result == null
                    ? new Sent(records.get(place), null, new DisconnectException("not answered", cause))
                    : result;
            answers.add(answer);
            if (untilFailure && answer.error() != null) {
                return answers;
            }
        }
        return answers;
    }

    private static ProducerRecord<String, byte[]> toProducer(KafkaRecord record) {
        List<Header> headers = record.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new ProducerRecord<>(record.topic(), record.partition(), null, record.key(), record.value(), headers);
    }

    private final class Sendable implements Iterator<SenderRecord<String, byte[], Integer>> {
        private int place;

        /// A record that is too large is answered here.
        @Override
        public boolean hasNext() {
            while (place < results.length && !(untilFailure && failed)) {
                var length = records.get(place).value().length;
                if (length <= KafkaRecord.VALUE_MAX) {
                    return true;
                }
                var tooLarge = length + " bytes, allowed are " + KafkaRecord.VALUE_MAX;
                answer(place, new Sent(records.get(place), null, new RecordTooLargeException(tooLarge)));
                place++;
            }
            return false;
        }

        @Override
        public SenderRecord<String, byte[], Integer> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var sent = SenderRecord.create(toProducer(records.get(place)), place);
            place++;
            return sent;
        }
    }
}
