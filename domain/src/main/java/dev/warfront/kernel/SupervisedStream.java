package dev.warfront.kernel;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Work that goes on by itself while the program runs. Every bean of this type is found, subscribed,
/// restarted with backoff and stopped by the one supervisor; nobody else subscribes it.
public interface SupervisedStream {

    /// Streams that push to clients: they stop first.
    int PUSH = 400;

    /// Streams that take records in.
    int CONSUME = 300;

    /// Streams that make things happen by time.
    int TIME = 200;

    /// Streams that carry out what the others have stored: they stop last but for the kernel's own.
    int RELAY = 100;

    /// Upkeep of the kernel: clock, partitions.
    int KERNEL = 0;

    /// Unique, kebab case; names the stream in health, metrics and logs.
    String name();

    /// Cold. Does not complete while there may be more to do. An error restarts it, 1 s later at first and 30
    /// s at most; a run of 30 s ends a series of failures. Cancelled at any point it must leave nothing half
    /// done that its next run, here or on another node, does not take up again.
    Flux<Void> run();

    /// Streams start in rising and stop in falling order of this number.
    default int phase() {
        return CONSUME;
    }

    /// Asks the running stream to begin nothing new; completes when nothing is under way. The stream is
    /// cancelled after that, or after a bounded wait. By default it is cancelled at once.
    default Mono<Void> finish() {
        return Mono.empty();
    }
}
