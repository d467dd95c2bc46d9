package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Occasionally;
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
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/// The streams of this node that have subscribers, one each however many these are. A stream's source is subscribed
/// with its first subscriber and left some time after its last.
@Component
public final class LiveStreams implements SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(LiveStreams.class);
    private static final Occasionally failures = Occasionally.every(Duration.ofSeconds(1));
    private static final int STREAMS_MAX = 65_536;
    /// Opened streams that wait for their source to be subscribed; who opens one more is asked to come again.
    private static final int WAITING_MAX = 4_096;
    /// Failures of a source in a row, about two minutes of them; then its subscribers are asked to come again.
    static final int RETRIES_MAX = 30;

    private final StreamRules rules;
    private final FrameCodec codec;
    private final Clock clock;
    private final StreamMetrics metrics;
    private final ConcurrentHashMap<String, OpenStream> streams = new ConcurrentHashMap<>();
    private final Sinks.Many<OpenStream> opened = Sinks.many().multicast().onBackpressureBuffer(WAITING_MAX, false);
    // Many event loops open streams; this worker alone emits them, one after the other.
    private final Scheduler.Worker openings = Schedulers.parallel().createWorker();
    private volatile boolean closing;

    public LiveStreams(StreamRules rules, FrameCodec codec, Clock clock, StreamMetrics metrics) {
        this.rules = rules;
        this.codec = codec;
        this.clock = clock;
        this.metrics = metrics;
    }

    /// A stream, its source, and how many use it; `users` changes only inside the map's compute.
    private static final class OpenStream {
        private final StreamSource source;
        private final LiveStream stream;
        private final Sinks.Empty<Void> released = Sinks.empty();
        private final AtomicBoolean started = new AtomicBoolean();
        private int users;
        private long uses;

        private OpenStream(StreamSource source, LiveStream stream) {
            this.source = source;
            this.stream = stream;
        }

        private boolean hasFailed() {
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
            var connection = ClientConnection.of(context);
            var resume = resume(request, connection.format()).cursor();
            if (closing) {
                return Flux.error(RSocketErrors.with(EndCode.SHUTDOWN.name()));
            }
            return connection.subscriptions().admit(rules.subscriptionsMax())
                    ? new Frames(source, connection, resume)
                    : Flux.error(RSocketErrors.retryLater());
        });
    }

    private Resume resume(byte @Nullable [] request, FrameFormat format) {
        return request == null || request.length == 0 ? Resume.NOTHING : codec.read(request, format, Resume.class);
    }

    /// The frames of one subscription.
    private final class Frames extends Flux<DataBuffer> {
        private final StreamSource source;
        private final ClientConnection connection;
        private final Frame.@Nullable Cursor resume;

        private Frames(StreamSource source, ClientConnection connection, Frame.@Nullable Cursor resume) {
            this.source = source;
            this.connection = connection;
            this.resume = resume;
        }

        @Override
        public void subscribe(CoreSubscriber<? super DataBuffer> client) {
            var open = acquire(source, connection.loop());
            start(open);
            var subscriber = new StreamSubscriber(client, connection, open.stream, resume, metrics, () -> {
                connection.subscriptions().dismiss();
                release(open);
            });
            client.onSubscribe(subscriber);
            open.stream.join(subscriber);
        }
    }

    private OpenStream acquire(StreamSource source, EventExecutor loop) {
        return streams.compute(source.name(), (_, present) -> {
            var open = present == null || present.hasFailed() ? create(source, loop) : present;
            open.users++;
            open.uses++;
            return open;
        });
    }

    private OpenStream create(StreamSource source, EventExecutor home) {
        return new OpenStream(source, new LiveStream(source.name(), source.shape(), rules, codec, clock, home));
    }

    private void start(OpenStream open) {
        if (open.started.compareAndSet(false, true)) {
            var _ = openings.schedule(() -> {
                if (opened.tryEmitNext(open) != Sinks.EmitResult.OK) {
                    open.stream.fail(RSocketErrors.retryLater());
                }
            });
        }
    }

    private void release(OpenStream open) {
        streams.compute(open.source.name(), (_, present) -> {
            open.users--;
            if (open.users == 0) {
                var uses = open.uses;
                var linger = open.hasFailed() ? Duration.ZERO : rules.linger();
                var _ = open.stream.home().schedule(() -> forget(open, uses), linger.toMillis(), TimeUnit.MILLISECONDS);
            }
            return present;
        });
    }

    private void forget(OpenStream open, long uses) {
        streams.compute(open.source.name(), (_, present) -> {
            if (open.users > 0 || open.uses != uses) {
                return present;
            }
            stop(open);
            return present == open ? null : present;
        });
    }

    private static void stop(OpenStream open) {
        open.stream.stop();
        open.released.tryEmitEmpty();
    }

    @Override
    public String name() {
        return "live-streams";
    }

    @Override
    public int phase() {
        return PUSH;
    }

    /// Runs the sources of all open streams.
    @Override
    public Flux<Void> run() {
        return opened.asFlux().flatMap(this::feed, STREAMS_MAX);
    }

    private Mono<Void> feed(OpenStream open) {
        return open.source
                .feed()
                .doOnNext(open.stream::publish)
                .takeUntil(states -> states.getLast().over())
                .retryWhen(retry(open.stream.name()))
                .doOnError(open.stream::fail)
                .onErrorComplete()
                .takeUntilOther(open.released.asMono())
                .then();
    }

    /// Of a source that fails, unless it refuses; see {@link StreamSource}.
    static Retry retry(String stream) {
        return Retry.backoff(RETRIES_MAX, Duration.ofMillis(200))
                .maxBackoff(Duration.ofSeconds(5))
                .filter(failure -> !(failure instanceof RSocketErrorException))
                .doBeforeRetry(signal -> failures.act(more -> log.warn(
                        "stream {}: source failed, reading again; {} more like it", stream, more, signal.failure())))
                .onRetryExhaustedThrow((_, _) -> RSocketErrors.retryLater())
                .transientErrors(true);
    }

    /// Ends all subscriptions with SHUTDOWN and refuses new ones.
    void close() {
        closing = true;
        streams.values().forEach(open -> open.stream.end(EndCode.SHUTDOWN, true));
    }

    /// Streams that are open on this node, with subscribers or lingering.
    int size() {
        return streams.size();
    }
}
