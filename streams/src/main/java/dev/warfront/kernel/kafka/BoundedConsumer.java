package dev.warfront.kernel.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import reactor.kafka.receiver.ReceiverOptions;

/// A consumer of topics that strangers may write to: a packed batch that unpacks to more than 1 MB is not unpacked, and
/// of a partition no more than 3 MB are taken at once.
public class BoundedConsumer<K, V> extends KafkaConsumer<K, V> {
    private static final String WHY = "a batch that unpacks to more than " + FetchBounds.BATCH_BYTES_MAX + " bytes";

    @SuppressWarnings("this-escape") // only its own connections are looked at
    public BoundedConsumer(ReceiverOptions<K, V> options) {
        super(options.consumerProperties(), options.keyDeserializer(), options.valueDeserializer());
        BoundedFetches.install(this);
    }

    /// Why the batch was not read for which this record stands, alone and empty; null when it is a record of the
    /// log. The words are the program's own: of a record without key and value that a sender has marked like
    /// that the same is said, and with either of them the mark means nothing.
    public static @Nullable String unread(ConsumerRecord<?, ?> record) {
        return record.key() == null
                        && record.value() == null
                        && record.headers().lastHeader(FetchBounds.UNREAD) != null
                ? WHY
                : null;
    }
}
