package dev.warfront.bench.wire;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;

/// What the broker says to an administrator's question, waited for.
public final class BrokerAnswer {
    private BrokerAnswer() {}

    /// Blocks until it is there.
    public static <T> T of(KafkaFuture<T> asked) {
        try {
            return asked.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the broker", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
