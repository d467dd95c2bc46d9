package dev.warfront.score.kafka;

import dev.warfront.kernel.kafka.BoundedConsumer;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.internals.ConsumerFactory;

/// Makes the consumer of a receiver and says when it has left its group: a receiver that is cancelled closes it by the
/// way, and nobody else would know.
final class LogClients extends ConsumerFactory {
    private final Runnable closed;

    /// @param closed called by the consumer's thread
    LogClients(Runnable closed) {
        this.closed = closed;
    }

    @Override
    public <K, V> Consumer<K, V> createConsumer(ReceiverOptions<K, V> options) {
        return new BoundedConsumer<>(options) {
            @Override
            @SuppressWarnings("deprecation") // the one that the receiver calls
            public void close(Duration timeout) {
                try {
                    super.close(timeout);
                } finally {
                    closed.run();
                }
            }
        };
    }
}
