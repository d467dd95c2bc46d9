package dev.warfront.kernel.kafka;

import org.apache.kafka.clients.consumer.Consumer;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/// Makes the consumers of receivers, bounded.
final class BoundedConsumers extends ConsumerFactory {

    @Override
    public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
        return new BoundedConsumer<>(options);
    }
}
