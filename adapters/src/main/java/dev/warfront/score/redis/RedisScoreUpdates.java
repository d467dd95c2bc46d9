package dev.warfront.score.redis;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.ScoreUpdate;
import dev.warfront.score.ScoreUpdates;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Listens to the channels that somebody on this node watches, with one listener for all of them: what fails there ends
/// it with its connection, and the next one begins a moment later. Whether Redis answers is asked every second, while
/// somebody watches.
@Component
final class RedisScoreUpdates implements ScoreUpdates {
    private static final Logger log = LoggerFactory.getLogger(RedisScoreUpdates.class);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private static final Duration LINGER = Duration.ofSeconds(10);

    /// Never ends; none while there is no listener.
    private final Flux<Optional<WatchedChannels>> listener;

    private final JsonMapper json;
    private final Flux<Boolean> reachable;

    RedisScoreUpdates(ReactiveRedisConnectionFactory connections, ReactiveStringRedisTemplate redis, JsonMapper json) {
        this.listener = Flux.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        RedisScoreUpdates::listening,
                        connection -> connection.closeLater().timeout(PATIENCE))
                .map(Optional::of)
                .onErrorResume(RedisScoreUpdates::listenAgain)
                .repeat()
                .replay(1)
                .refCount(1, LINGER);
        this.json = json;
        this.reachable = Flux.interval(Duration.ZERO, PROBE)
                .onBackpressureDrop()
                .concatMap(_ -> probe(redis), 0)
                .distinctUntilChanged()
                .doOnNext(connected ->
                        log.info(connected ? "scores arrive live" : "scores are asked for once a second for now"))
                .replay(1)
                .refCount(1, LINGER);
    }

    private static Flux<WatchedChannels> listening(ReactiveRedisConnection connection) {
        return connection
                .pubSubCommands()
                .createSubscription(SubscriptionListener.NO_OP_SUBSCRIPTION_LISTENER)
                .map(WatchedChannels::new)
                .flatMapMany(channels ->
                        Flux.merge(Mono.just(channels), channels.run().cast(WatchedChannels.class)));
    }

    private static Flux<Optional<WatchedChannels>> listenAgain(Throwable failure) {
        log.warn("listening for scores begins anew: {}", failure.toString());
        return Flux.concat(Mono.just(Optional.empty()), Mono.delay(PROBE).then(Mono.empty()));
    }

    private static Mono<Boolean> probe(ReactiveStringRedisTemplate redis) {
        return redis.execute(connection -> connection.ping())
                .next()
                .timeout(PATIENCE)
                .map(_ -> true)
                .onErrorReturn(false);
    }

    @Override
    public Flux<ScoreUpdate> watchWar(WarId war) {
        return updates(ScoreChannels.of(war));
    }

    @Override
    public Flux<ScoreUpdate> watchBattle(BattleId battle) {
        return updates(ScoreChannels.of(battle));
    }

    private Flux<ScoreUpdate> updates(String channel) {
        return reachable.switchMap(
                connected -> connected ? listen(channel) : Flux.just(new ScoreUpdate.Disconnected()));
    }

    private Flux<ScoreUpdate> listen(String channel) {
        return listener.switchMap(present -> present.map(channels -> channels.watch(
                        channel,
                        (messages, ready) -> announced(messages.map(message -> update(channel, message)), ready)))
                .orElseGet(() -> Flux.just(new ScoreUpdate.Disconnected())));
    }

    /// Says that it is connected once messages are taken up: what was read after it misses none.
    ///
    /// @param messages hot: those that nobody takes up are lost
    /// @param ready when they arrive
    static Flux<ScoreUpdate> announced(Flux<ScoreUpdate> messages, Mono<Void> ready) {
        return Flux.merge(messages, ready.thenReturn(new ScoreUpdate.Connected()));
    }

    private ScoreUpdate update(String channel, String message) {
        try {
            return new ScoreUpdate.Changed(
                    json.readValue(message, ScoreChangeJson.class).change());
        } catch (JacksonException | IllegalArgumentException | NullPointerException garbage) {
            log.warn("a change that cannot be read on {}: {}", channel, garbage.toString());
            return new ScoreUpdate.Connected(); // what it said is unknown: read as after a new connection
        }
    }
}
