package dev.warfront.score.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.springframework.data.redis.connection.ReactiveSubscription;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.publisher.Sinks.EmitResult;

/// The channels that this node watches, over one subscription: a message is looked up by its channel, however many
/// others are watched.
final class WatchedChannels {
    private static final int CHANGES_MAX = 65_536;
    private static final Duration PATIENCE = Duration.ofMillis(800);

    private final ReactiveSubscription subscription;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    /// Of the sequence of changes only.
    private final Set<String> subscribed = new HashSet<>();
    private final Sinks.Many<String> changes =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(CHANGES_MAX));

    WatchedChannels(ReactiveSubscription subscription) {
        this.subscription = subscription;
    }

    /// A channel with its watchers; `watchers` changes only inside the map's compute.
    private static final class Watched {
        private final Sinks.Many<String> messages = Sinks.many().multicast().directBestEffort();
        private final Sinks.Empty<Void> ready = Sinks.empty();
        private int watchers;
    }

    /// Takes messages in and keeps to what is watched, one change after the other. Emits nothing. Fails when Redis
    /// does not follow a change: what it sends is not known then, and its connection has to be closed.
    Flux<Void> run() {
        return Flux.merge(
                subscription.receive().doOnNext(this::give).thenMany(Flux.empty()),
                changes.asFlux().concatMap(this::keepTo));
    }

    /// Watches a channel as long as what is made of it is subscribed.
    ///
    /// @param taken what is made of its messages, which are hot, and of the signal that they arrive from now on
    <T> Flux<T> watch(String channel, BiFunction<Flux<String>, Mono<Void>, Flux<T>> taken) {
        return Flux.defer(() -> {
            var here = acquire(channel);
            return taken.apply(here.messages.asFlux(), here.ready.asMono()).doFinally(_ -> release(channel, here));
        });
    }

    private Watched acquire(String channel) {
        var here = watched.compute(channel, (_, present) -> {
            var one = present == null ? new Watched() : present;
            one.watchers++;
            return one;
        });
        changed(channel);
        return here;
    }

    private void release(String channel, Watched here) {
        watched.computeIfPresent(channel, (_, present) -> {
            if (present == here) {
                here.watchers--;
            }
            return present == here && here.watchers == 0 ? null : present;
        });
        changed(channel);
    }

    /// Of no use any more once {@link #run} has ended.
    private synchronized void changed(String channel) {
        var result = changes.tryEmitNext(channel);
        if (result != EmitResult.FAIL_CANCELLED) {
            result.orThrow();
        }
    }

    private Mono<Void> keepTo(String channel) {
        var here = watched.get(channel);
        if (here == null) {
            return subscribed.contains(channel) ? unsubscribe(channel) : Mono.empty();
        }
        return (subscribed.contains(channel) ? Mono.<Void>empty() : subscribe(channel))
                .doOnSuccess(_ -> here.ready.tryEmitEmpty());
    }

    private Mono<Void> subscribe(String channel) {
        return subscription.subscribe(bytes(channel)).timeout(PATIENCE).doOnSuccess(_ -> subscribed.add(channel));
    }

    private Mono<Void> unsubscribe(String channel) {
        return subscription.unsubscribe(bytes(channel)).timeout(PATIENCE).doOnSuccess(_ -> subscribed.remove(channel));
    }

    private void give(Message<ByteBuffer, ByteBuffer> message) {
        var here = watched.get(text(message.getChannel()));
        if (here != null) {
            // Watchers want unbounded demand; one that is busy sees a gap in the numbers.
            var _ = here.messages.tryEmitNext(text(message.getMessage()));
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }

    private static String text(ByteBuffer bytes) {
        return UTF_8.decode(bytes.duplicate()).toString();
    }
}
