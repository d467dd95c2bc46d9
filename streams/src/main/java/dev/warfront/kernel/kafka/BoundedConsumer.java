package dev.warfront.kernel.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import reactor.kafka.receiver.ReceiverOptions;

/// A consumer of topics that strangers may write to: a packed batch that unpacks to more than 1 MB is not unpacked, and
/// of a partition no more than 3 MB are taken at once.
public class BoundedConsumer<K, V> extends KafkaConsumer<K, V> {

    @SuppressWarnings("this-escape") // only its own connections are looked at
    public BoundedConsumer(ReceiverOptions<K, V> options) {
        super(options.consumerProperties(), options.keyDeserializer(), options.valueDeserializer());
        BoundedFetches.install(this);
    }

    /// Why the batch was not read for which this record stands, alone and empty; null when it is a record of the log.
    /// What a sender has marked like that is read as if it were so.
    public static @Nullable String unread(ConsumerRecord<?, ?> record) {
        var why = record.headers().lastHeader(FetchBounds.UNREAD);
        return why == null || why.value() == null ? null : new String(why.value(), UTF_8);
    }
}
