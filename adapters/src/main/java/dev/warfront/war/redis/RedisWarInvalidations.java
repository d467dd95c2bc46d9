package dev.warfront.war.redis;

import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.WarId;
import dev.warfront.war.HotWars;
import dev.warfront.war.WarChanges;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/// Tells all nodes on the channel `war:invalidate` which wars were changed here, by id, and forgets what others tell. A
/// message that is lost, as all are while Redis is away, costs other nodes the age that a remembered view may have.
@Component
final class RedisWarInvalidations implements WarChanges, SupervisedStream {
    static final String CHANNEL = "war:invalidate";

    private static final Logger log = LoggerFactory.getLogger(RedisWarInvalidations.class);
    private static final int WAITING_MAX = 4_096;
    private static final int SENDING_MAX = 16;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration LISTEN_AGAIN_MIN = Duration.ofMillis(200);
    private static final Duration LISTEN_AGAIN_MAX = Duration.ofSeconds(2);

    private final ReactiveStringRedisTemplate redis;
    private final HotWars wars;
    private final Sinks.Many<WarId> changed = Sinks.many().multicast().onBackpressureBuffer(WAITING_MAX, false);

    RedisWarInvalidations(ReactiveStringRedisTemplate redis, HotWars wars) {
        this.redis = redis;
        this.wars = wars;
    }

    @Override
    public synchronized void changed(WarId war) {
        var _ = changed.tryEmitNext(war); // one that does not fit is lost, like one that Redis does not take
    }

    @Override
    public String name() {
        return "war-invalidations";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    /// Sending goes on while listening fails and is begun again.
    @Override
    public Flux<Void> run() {
        return Flux.merge(changed.asFlux().flatMap(this::send, SENDING_MAX), listen());
    }

    private Mono<Void> send(WarId war) {
        return redis.convertAndSend(CHANNEL, war.value().toString())
                .timeout(PATIENCE)
                .onErrorResume(lost -> {
                    log.debug("other nodes were not told of war {}: {}", war.value(), lost.toString());
                    return Mono.empty();
                })
                .then();
    }

    private Flux<Void> listen() {
        return Flux.defer(() -> redis.listenToChannel(CHANNEL)) // connects when it is called
                .doOnNext(message -> forget(message.getMessage()))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, LISTEN_AGAIN_MIN)
                        .maxBackoff(LISTEN_AGAIN_MAX)
                        .transientErrors(true)
                        .doBeforeRetry(RedisWarInvalidations::log))
                .thenMany(Flux.empty());
    }

    private static void log(Retry.RetrySignal failed) {
        if (failed.totalRetriesInARow() == 0) {
            log.warn(
                    "what other nodes change is not heard of for now: {}",
                    failed.failure().toString());
        }
    }

    private void forget(String id) {
        try {
            wars.forget(new WarId(UUID.fromString(id)));
        } catch (IllegalArgumentException garbage) {
            log.warn("no id of a war on {}: {}", CHANNEL, garbage.toString());
        }
    }
}
