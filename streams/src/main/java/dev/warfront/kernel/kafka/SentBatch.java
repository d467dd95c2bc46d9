package dev.warfront.kernel.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;

/// Records that are sent together and answered together: one signal for all, since one each costs more than sending.
final class SentBatch {
    private final List<KafkaRecord> records;
    private final Consumer<List<Sent>> done;
    private final Sent[] results;
    private final AtomicInteger open;

    /// @param done gets how each went, in order, once the last is known
    SentBatch(List<KafkaRecord> records, Consumer<List<Sent>> done) {
        this.records = records;
        this.done = done;
        this.results = new Sent[records.size()];
        this.open = new AtomicInteger(records.size());
    }

    /// Hands all over, in order. A record that the producer throws at is one that failed.
    void send(BiConsumer<KafkaRecord, Callback> producer) {
        for (var i = 0; i < results.length; i++) {
            var index = i;
            var record = records.get(i);
            try {
                producer.accept(record, (metadata, error) -> answered(index, new Sent(record, metadata, error)));
            } catch (RuntimeException thrown) {
                answered(index, new Sent(record, null, thrown));
            }
        }
    }

    private void answered(int index, Sent result) {
        results[index] = result;
        if (open.decrementAndGet() == 0) {
            done.accept(Arrays.asList(results));
        }
    }
}
