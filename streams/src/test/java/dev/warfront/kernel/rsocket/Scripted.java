package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Allow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/// Streams whose states the test makes: `state.{id}`, `events.{id}`, and `missing.{id}` which there is none of.
@Controller
@Allow(everyone = true)
final class Scripted {
    private final LiveStreams streams;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    final AtomicInteger handedOver = new AtomicInteger();

    Scripted(LiveStreams streams) {
        this.streams = streams;
    }

    /// One stream: a map of counters, of which a state changes one.
    static final class Script {
        private final Sinks.Many<List<StreamState>> states =
                Sinks.many().replay().latest();
        private final AtomicInteger subscribers = new AtomicInteger();
        private Map<String, Long> values = Map.of();
        private long seq;
        private long epoch;
        private String padding = "";

        synchronized Script begin(long firstSeq) {
            seq = firstSeq;
            emit(new StreamState(epoch, seq, Instant.now(), snapshot(), null, false));
            return this;
        }

        synchronized void pad(int bytes) {
            padding = "x".repeat(bytes);
        }

        synchronized void set(String name, long value) {
            seq++;
            var changed = new java.util.TreeMap<>(values);
            changed.put(name, value);
            values = Map.copyOf(changed);
            emit(new StreamState(
                    epoch, seq, Instant.now(), snapshot(), new Values(Map.of(name, value), padding), false));
        }

        synchronized void numberAnew() {
            epoch++;
            seq = 0;
            emit(new StreamState(epoch, seq, Instant.now(), snapshot(), null, false));
        }

        synchronized void over() {
            seq++;
            var values = snapshot();
            emit(new StreamState(epoch, seq, Instant.now(), values, values, true));
        }

        synchronized long seq() {
            return seq;
        }

        synchronized Map<String, Long> values() {
            return values;
        }

        int subscribers() {
            return subscribers.get();
        }

        private Values snapshot() {
            return new Values(values, padding);
        }

        private void emit(StreamState state) {
            states.emitNext(List.of(state), Sinks.EmitFailureHandler.FAIL_FAST);
        }

        private Flux<List<StreamState>> feed() {
            return states.asFlux()
                    .doOnSubscribe(_ -> subscribers.incrementAndGet())
                    .doFinally(_ -> subscribers.decrementAndGet());
        }
    }

    record Values(Map<String, Long> values, String padding) {}

    Script script(String name) {
        return scripts.computeIfAbsent(name, _ -> new Script());
    }

    @MessageMapping("state.{id}")
    Flux<DataBuffer> state(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return open("state." + id, StreamShape.state(16, true), request);
    }

    @MessageMapping("events.{id}")
    Flux<DataBuffer> events(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        return open("events." + id, StreamShape.events(1_024), request);
    }

    @MessageMapping("missing.{id}")
    Flux<DataBuffer> missing(@DestinationVariable String id, @Payload(required = false) byte @Nullable [] request) {
        var source = new StreamSource("missing." + id, StreamShape.events(16), Flux.error(RSocketErrors.notFound()));
        return streams.open(source, request);
    }

    @MessageMapping("broken")
    Flux<DataBuffer> broken() {
        return Flux.error(new IllegalStateException("secret"));
    }

    private Flux<DataBuffer> open(String name, StreamShape shape, byte @Nullable [] request) {
        return streams.open(new StreamSource(name, shape, script(name).feed()), request)
                .doOnNext(_ -> handedOver.incrementAndGet());
    }
}
