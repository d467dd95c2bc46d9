package dev.warfront.score.redis;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.WarId;
import dev.warfront.score.LiveFrames;
import dev.warfront.score.ScoreChanges;
import dev.warfront.score.ScoreStreamRules;
import dev.warfront.score.WarScoreChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/// Sends changed scores to all nodes over Redis, each war and battle on a channel of its own, at its stream's
/// rate: the first change at once, those that follow too soon merged into one. On a channel that nobody listened to,
/// the next follows a second later only (one Redis, no cluster, whose nodes count only their own). What Redis does not
/// take is dropped; subscribers see the gap. All state is changed on one thread.
@Component
final class RedisLiveFrames implements LiveFrames, SupervisedStream, DisposableBean {
    private static final int MESSAGES_MAX = 4_096;
    private static final int SENDING_MAX = 64;
    private static final int NUMBERS_MAX = 10_000;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    /// So long a new subscriber may wait for its first change.
    private static final Duration IDLE_PERIOD = Duration.ofSeconds(1);

    private final ReactiveStringRedisTemplate redis;
    private final JsonMapper json;
    private final Duration warPeriod;
    private final Duration battlePeriod;
    private final Counter dropped;
    private final Scheduler home = Schedulers.newSingle("live-frames", true);
    private final Map<String, Pause> pauses = new HashMap<>();
    private final Map<WarId, Long> wars = newest();
    private final Map<BattleId, Long> battles = newest();
    private final Sinks.Many<Message> messages = Sinks.many().multicast().onBackpressureBuffer(MESSAGES_MAX, false);

    RedisLiveFrames(ReactiveStringRedisTemplate redis, JsonMapper json, ScoreStreamRules rules, MeterRegistry metrics) {
        this.redis = redis;
        this.json = json;
        this.warPeriod = rules.warPeriod();
        this.battlePeriod = rules.battlePeriod();
        this.dropped = metrics.counter("war.stream.messages.dropped");
    }

    private record Message(String channel, WarScoreChange change) {}

    /// A channel on which something was just sent, and what came since.
    private static final class Pause {
        private @Nullable WarScoreChange pending;
        private @Nullable Message sent;
        private boolean withoutListeners;
    }

    @Override
    public Mono<Void> push(List<WarScoreChange> changes) {
        return Mono.<Void>fromRunnable(() -> changes.forEach(this::accept)).subscribeOn(home);
    }

    private void accept(WarScoreChange change) {
        sendOrMerge(ScoreChannels.of(change.war()), ScoreChanges.ofWar(change), warPeriod);
        var before = wars.put(change.war(), change.lastSeq());
        var unbroken = before != null && before == change.prevSeq();
        change.battles().forEach(points -> {
            var battle = points.battle();
            var shown = battles.put(battle, change.lastSeq());
            // Nothing happened in the battle since its last change was sent, whatever happened in the war.
            var since = unbroken && shown != null ? Math.min(shown, change.prevSeq()) : change.prevSeq();
            sendOrMerge(ScoreChannels.of(battle), ScoreChanges.ofBattle(change, battle, since), battlePeriod);
        });
    }

    private void sendOrMerge(String channel, WarScoreChange change, Duration period) {
        var pause = pauses.get(channel);
        if (pause != null) {
            var pending = pause.pending;
            pause.pending = pending == null ? change : ScoreChanges.merge(pending, change);
            return;
        }
        var begun = new Pause();
        pauses.put(channel, begun);
        send(new Message(channel, change), begun);
        goOnAfter(channel, period, period);
    }

    private void goOnAfter(String channel, Duration period, Duration pause) {
        home.schedule(() -> goOn(channel, period), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void goOn(String channel, Duration period) {
        var pause = pauses.get(channel);
        if (pause != null && pause.withoutListeners) {
            pause.withoutListeners = false;
            goOnAfter(channel, period, IDLE_PERIOD.minus(period));
            return;
        }
        var pending = pause == null ? null : pause.pending;
        if (pause == null || pending == null) {
            pauses.remove(channel);
            return;
        }
        pause.pending = null;
        send(new Message(channel, pending), pause);
        goOnAfter(channel, period, period);
    }

    private void send(Message message, Pause pause) {
        pause.sent = message;
        if (messages.tryEmitNext(message).isFailure()) {
            dropped.increment();
        }
    }

    @Override
    public String name() {
        return "live-frames";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Flux<Void> run() {
        return messages.asFlux().flatMap(this::publish, SENDING_MAX);
    }

    private Mono<Void> publish(Message message) {
        return Mono.fromSupplier(() -> json.writeValueAsString(ScoreChangeJson.of(message.change())))
                .flatMap(change -> redis.convertAndSend(message.channel(), change))
                .timeout(PATIENCE)
                .doOnNext(listeners -> received(message, listeners))
                .doOnError(_ -> dropped.increment())
                .onErrorComplete()
                .then();
    }

    /// What Redis says of an earlier message is over.
    private void received(Message message, long listeners) {
        if (listeners == 0) {
            home.schedule(() -> {
                var pause = pauses.get(message.channel());
                if (pause != null && message.equals(pause.sent)) {
                    pause.withoutListeners = true;
                }
            });
        }
    }

    @Override
    public void destroy() {
        home.dispose();
    }

    private static <K> Map<K, Long> newest() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Long> eldest) {
                return size() > NUMBERS_MAX;
            }
        };
    }
}
