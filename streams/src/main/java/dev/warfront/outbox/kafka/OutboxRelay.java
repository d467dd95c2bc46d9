package dev.warfront.outbox.kafka;

import dev.warfront.kernel.Ids;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.RecordProducer;
import dev.warfront.kernel.kafka.Topics;
import dev.warfront.kernel.stream.Backoff;
import dev.warfront.kernel.stream.Finish;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.outbox.PendingEvent;
import dev.warfront.outbox.PendingEvents;
import dev.warfront.outbox.ShardLeases;
import dev.warfront.outbox.kafka.Outcome.Refused;
import dev.warfront.outbox.kafka.Outcome.Taken;
import dev.warfront.outbox.kafka.Outcome.Unknown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Publishes the outbox: the shards this node holds side by side, each in order, at least once.
///
/// Every session has a producer of its own. When the broker does not answer, the session ends with its producer, so
/// that no record of it can arrive late, and the next one reads again from the first row that is not known to be
/// published.
@Component
public final class OutboxRelay implements SupervisedStream {

    private static final int BATCH_MAX = 100;

    private static final Duration POLL = Duration.ofMillis(50);

    /// Commits of so short a time are looked for at once.
    private static final Duration GATHER = Duration.ofMillis(2);

    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration RENEW = Duration.ofMillis(1_500);

    /// Who has not acknowledged a batch until then is unreachable.
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final Duration LAG_EVERY = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);

    private final Backoff untilItAnswers =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final PendingEvents pending;

    private final ShardLeases leases;

    private final Topics topics;

    private final KafkaSettings kafka;

    private final Clock clock;

    private final String owner;

    private final Timer latency;

    private final Signal wake = new Signal();

    private final Finish finish = new Finish(wake);

    private volatile double lagSeconds;

    public OutboxRelay(
            PendingEvents pending,
            ShardLeases leases,
            Topics topics,
            KafkaSettings kafka,
            Clock clock,
            Ids ids,
            MeterRegistry metrics) {
        this.pending = pending;
        this.leases = leases;
        this.topics = topics;
        this.kafka = kafka;
        this.clock = clock;
        this.owner = ids.next().toString();
        this.latency = Timer.builder("war.event.publish.latency")
                .description("from the storing of an event to the log's acknowledgement")
                .publishPercentileHistogram()
                .register(metrics);
        Gauge.builder("war.outbox.lag", this, relay -> relay.lagSeconds)
                .description("age of the oldest unpublished event in seconds")
                .register(metrics);
    }

    @Override
    public String name() {
        return "outbox-relay";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Flux<Void> run() {
        var sessions = Flux.defer(this::session)
                .doOnError(BrokerUnreachable.class, failure -> log.warn("relay waits: {}", failure.getMessage()))
                .retryWhen(untilItAnswers.retry(BrokerUnreachable.class::isInstance));
        return finish.watch(topics.ready().thenMany(sessions))
                .mergeWith(lag().takeUntilOther(finish.ended()))
                .mergeWith(hints().takeUntilOther(finish.ended()));
    }

    @Override
    public Mono<Void> finish() {
        return finish.request();
    }

    private Flux<Void> session() {
        return Flux.usingWhen(
                Mono.fromSupplier(() -> new RecordProducer("relay", producerSettings())),
                producer -> new Session(new BatchSender(producer, topics.names())).run(),
                RecordProducer::close);
    }

    /// A single record must never be given up while others of its batch still go: the whole session ends instead.
    private Map<String, Object> producerSettings() {
        var settings = new HashMap<>(kafka.producer());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                ANSWER.multipliedBy(10).toMillis());
        return settings;
    }

    private Flux<Void> hints() {
        return pending.appended().doOnNext(_ -> wake.ring()).thenMany(Flux.empty());
    }

    private Flux<Void> lag() {
        return pending.lag()
                .doOnNext(lag -> lagSeconds = lag.toMillis() / 1_000.0)
                .then()
                .repeatWhen(rounds -> rounds.delayElements(LAG_EVERY));
    }

    /// From one producer to its end.
    private final class Session {

        private final BatchSender sender;

        private final HeldShards shards = new HeldShards();

        private final Finish drained = new Finish(new Signal());

        Session(BatchSender sender) {
            this.sender = sender;
        }

        Flux<Void> run() {
            var relaying = shardsWithWork().flatMap(this::drain, PendingEvents.SHARDS);
            return drained.watch(hold().thenMany(relaying))
                    .mergeWith(holdOn().takeUntilOther(drained.ended()))
                    .concatWith(leases.release(owner));
        }

        private Mono<Void> hold() {
            return Mono.defer(() -> {
                var askedAt = System.nanoTime();
                return leases.hold(owner, LEASE)
                        .doOnNext(held -> shards.hold(held, askedAt, LEASE))
                        .then();
            });
        }

        private Flux<Void> holdOn() {
            return Mono.delay(RENEW).then(hold()).repeat();
        }

        /// Shards as they get work; never one that is being drained.
        private Flux<Integer> shardsWithWork() {
            return Flux.defer(() -> {
                        var ring = wake.nextRing();
                        return look().concatWith(Mono.defer(() -> rest(ring)));
                    })
                    .repeat(() -> !finish.requested());
        }

        private Flux<Integer> look() {
            var free = shards.free();
            return free.isEmpty()
                    ? Flux.empty()
                    : pending.shardsWithWork(free)
                            .flatMapIterable(found -> found)
                            .filter(shards::begin);
        }

        private Mono<Integer> rest(Mono<Void> ring) {
            return finish.requested()
                    ? Mono.empty()
                    : Mono.firstWithSignal(ring.then(Mono.delay(GATHER)), Mono.delay(POLL))
                            .then(Mono.empty());
        }

        private Mono<Void> drain(int shard) {
            return batch(shard)
                    .repeat(() -> !finish.requested() && shards.holds(shard))
                    .takeUntil(rows -> rows < BATCH_MAX)
                    .then()
                    .doFinally(_ -> shards.end(shard));
        }

        private Mono<Integer> batch(int shard) {
            return pending.oldest(shard, BATCH_MAX)
                    .filter(rows -> !rows.isEmpty() && shards.holds(shard))
                    .flatMap(rows -> sender.send(rows)
                            .timeout(ANSWER)
                            .onErrorMap(BrokerUnreachable::new)
                            .flatMap(this::note)
                            .thenReturn(rows.size()))
                    .defaultIfEmpty(0);
        }

        private Mono<Void> note(List<Outcome> outcomes) {
            return published(outcomes).then(refused(outcomes)).then(unanswered(outcomes));
        }

        private Mono<Void> published(List<Outcome> outcomes) {
            var taken = outcomes.stream()
                    .filter(Taken.class::isInstance)
                    .map(Outcome::event)
                    .toList();
            taken.forEach(this::measure);
            return taken.isEmpty() ? Mono.empty() : pending.published(taken);
        }

        private void measure(PendingEvent event) {
            var took = Duration.between(event.createdAt(), clock.instant());
            latency.record(took.isNegative() ? Duration.ZERO : took);
        }

        private Mono<Void> refused(List<Outcome> outcomes) {
            return Flux.fromIterable(outcomes)
                    .ofType(Refused.class)
                    .concatMap(this::refused)
                    .then();
        }

        /// The copy first: given up without one it would be lost if this node died in between.
        private Mono<Void> refused(Refused refusal) {
            var event = refusal.event();
            var last = event.attempts() + 1 >= PendingEvents.ATTEMPTS_MAX;
            var copy = last ? sender.bury(event, refusal.reason()) : Mono.<Void>empty();
            return copy.then(pending.refused(event, refusal.reason()))
                    .doOnNext(dead -> log.error(
                            "event {} to {} refused{}: {}",
                            event.eventId(),
                            event.record().destination(),
                            dead ? " for the last time" : "",
                            refusal.reason()))
                    .then();
        }

        private Mono<Void> unanswered(List<Outcome> outcomes) {
            return Flux.fromIterable(outcomes)
                    .ofType(Unknown.class)
                    .next()
                    .flatMap(unknown -> Mono.error(new BrokerUnreachable(unknown.cause())));
        }
    }
}
