package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import dev.warfront.kernel.SupervisedStream;
import io.netty.util.concurrent.EventExecutor;
import io.rsocket.RSocketErrorException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/// The streams of this node that somebody watches, one each however many watch it. A stream's source is
/// subscribed with its first subscriber and left some time after its last.
@Component
public final class LiveStreams implements SupervisedStream {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final int STREAMS_MAX = 65_536;
    private static final int STARTING_MAX = 4_096;

    private final StreamRules rules;
    private final FrameCodec codec;
    private final Clock clock;
    private final StreamMetrics metrics;
    private final ConcurrentHashMap<String, Shared> streams = new ConcurrentHashMap<>();
    // Many connections open streams, this one runs their sources; the buffer takes what comes before it is subscribed.
    private final Sinks.Many<Shared> opened = Sinks.many().multicast().onBackpressureBuffer(STARTING_MAX, false);
    private volatile boolean closing;

    public LiveStreams(StreamRules rules, FrameCodec codec, Clock clock, StreamMetrics metrics) {
        this.rules = rules;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// A stream, its source, and how many hold it; `holders` changes only inside the map's compute.
    private static final class Shared {
        private final StreamSource source;
        private final LiveStream stream;
        private final Sinks.Empty<Void> released = Sinks.empty();
        private final AtomicBoolean begun = new AtomicBoolean();
        private int holders;
        private long uses;

        private Shared(StreamSource source, LiveStream stream) {
            this.source = source;
            this.stream = stream;
        }

        private boolean isDead() {
            var ending = stream.ending();
            return ending != null && ending.frame() == null;
        }
    }

    /// The frames of a stream for the connection in whose context it is subscribed. Frames go out on demand and
    /// while the connection is writable; nothing is buffered for a subscriber.
    ///
    /// @param request data of the subscription: where to resume, or nothing
    public Flux<DataBuffer> open(StreamSource source, byte @Nullable [] request) {
        return Flux.deferContextual(context -> {
            var link = ClientConnection.of(context);
            var resume = resume(request, link.format()).cursor();
            if (closing) {
                return Flux.error(Refused.with(EndCode.SHUTDOWN.name()));
            }
            return link.admit(rules.subscriptionsMax())
                    ? new Subscribed(source, link, resume)
                    : Flux.error(Refused.later());
        });
    }

    private Resume resume(byte @Nullable [] request, FrameFormat format) {
        return request == null || request.length == 0 ? Resume.NOTHING : codec.read(request, format, Resume.class);
    }

    private final class Subscribed extends Flux<DataBuffer> {
        private final StreamSource source;
        private final ClientConnection link;
        private final Frame.@Nullable Cursor resume;

        private Subscribed(StreamSource source, ClientConnection link, Frame.@Nullable Cursor resume) {
            this.source = source;
            this.link = link;
            this.resume = resume;
        }

        @Override
        public void subscribe(CoreSubscriber<? super DataBuffer> client) {
            var shared = hold(source, link.loop());
            begin(shared);
            var viewer = new StreamSubscriber(client, link, shared.stream, resume, metrics, () -> {
                link.dismiss();
                release(shared);
            });
            client.onSubscribe(viewer);
            shared.stream.join(viewer);
        }
    }

    private Shared hold(StreamSource source, EventExecutor loop) {
        return streams.compute(source.name(), (name, present) -> {
            var shared = present == null || present.isDead() ? shared(source, loop) : present;
            shared.holders++;
            shared.uses++;
            return shared;
        });
    }

    private Shared shared(StreamSource source, EventExecutor home) {
        return new Shared(source, new LiveStream(source.name(), source.shape(), rules, codec, clock, home));
    }

    private void begin(Shared shared) {
        if (shared.begun.compareAndSet(false, true) && emit(shared) != Sinks.EmitResult.OK) {
            shared.stream.fail(Refused.later());
        }
    }

    /// Event loops may open streams at the same instant; the sink takes one after the other.
    private synchronized Sinks.EmitResult emit(Shared shared) {
        return opened.tryEmitNext(shared);
    }

    private void release(Shared shared) {
        streams.compute(shared.source.name(), (_, present) -> {
            shared.holders--;
            if (shared.holders == 0) {
                var uses = shared.uses;
                var linger = shared.isDead() ? Duration.ZERO : rules.linger();
                var _ = shared.stream
                        .home()
                        .schedule(() -> forget(shared, uses), linger.toMillis(), TimeUnit.MILLISECONDS);
            }
            return present;
        });
    }

    private void forget(Shared shared, long uses) {
        streams.compute(shared.source.name(), (_, present) -> {
            if (shared.holders > 0 || shared.uses != uses) {
                return present;
            }
            stop(shared);
            return present == shared ? null : present;
        });
    }

    private static void stop(Shared shared) {
        shared.stream.stop();
        shared.released.tryEmitEmpty();
    }

    @Override
    public String name() {
        return "live-streams";
    }

    @Override
    public int phase() {
        return PUSH;
    }

    /// Runs the sources of all streams that are watched.
    @Override
    public Flux<Void> run() {
        return opened.asFlux().flatMap(this::feed, STREAMS_MAX);
    }

    private Mono<Void> feed(Shared shared) {
        return shared.source
                .feed()
                .doOnNext(shared.stream::show)
                .takeUntil(moments -> moments.getLast().over())
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .filter(trouble -> !(trouble instanceof RSocketErrorException))
                        .doBeforeRetry(signal -> LOG.warn(
                                "stream {}: source failed, reading again", shared.stream.name(), signal.failure()))
                        .transientErrors(true))
                .doOnError(shared.stream::fail)
                .onErrorComplete()
                .takeUntilOther(shared.released.asMono())
                .then();
    }

    /// Ends all subscriptions with SHUTDOWN and refuses new ones.
    void close() {
        closing = true;
        streams.values().forEach(shared -> shared.stream.end(EndCode.SHUTDOWN, true));
    }

    /// Streams that are ready on this node, watched or lingering.
    int size() {
        return streams.size();
    }
}
