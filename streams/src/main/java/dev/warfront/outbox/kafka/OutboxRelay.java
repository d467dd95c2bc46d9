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
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Publishes the outbox: the shards this node holds side by side, each in order, at least once.
///
/// Every session has a producer of its own. When the broker does not answer, the session ends with its
/// producer, so that no record of it can arrive late, and the next one reads again from the first row that is
/// not known to be published.
@Component
public final class OutboxRelay implements SupervisedStream {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

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

    private final Duration answerMax;

    private final Signal work = new Signal();

    private final Finish finish = new Finish(work);

    private volatile double lagSeconds;

    @Autowired
    public OutboxRelay(
            PendingEvents pending,
            ShardLeases leases,
            Topics topics,
            KafkaSettings kafka,
            Clock clock,
            Ids ids,
            MeterRegistry metrics) {
        this(pending, leases, topics, kafka, clock, ids, metrics, ANSWER_MAX);
    }

    /// @param answerMax who has not acknowledged a batch until then is unreachable
    OutboxRelay(
            PendingEvents pending,
            ShardLeases leases,
            Topics topics,
            KafkaSettings kafka,
            Clock clock,
            Ids ids,
            MeterRegistry metrics,
            Duration answerMax) {
        this.pending = pending;
        this.leases = leases;
        this.topics = topics;
        this.kafka = kafka;
        this.clock = clock;
        this.owner = ids.next().toString();
        this.answerMax = answerMax;
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
        return finish.track(topics.ready().thenMany(sessions))
                .mergeWith(lag().takeUntilOther(finish.ended()))
                .mergeWith(appended().takeUntilOther(finish.ended()));
    }

    @Override
    public Mono<Void> finish() {
        return finish.request();
    }

    private Flux<Void> session() {
        return Flux.usingWhen(
                Mono.fromSupplier(() -> new RecordProducer("relay", producerSettings(), Duration.ZERO)),
                producer -> new RelaySession(
                                pending,
                                leases,
                                new BatchSender(producer, topics.names()),
                                owner,
                                answerMax,
                                this::measure,
                                work,
                                finish)
                        .run(),
                RecordProducer::close);
    }

    /// A single record must never be given up while others of its batch still go: the whole session ends instead.
    private Map<String, Object> producerSettings() {
        var settings = new HashMap<>(kafka.producer());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int)
                answerMax.multipliedBy(10).toMillis());
        return settings;
    }

    private Flux<Void> appended() {
        return pending.appended().doOnNext(_ -> work.raise()).thenMany(Flux.empty());
    }

    private void measure(PendingEvent event) {
        var took = Duration.between(event.createdAt(), clock.instant());
        latency.record(took.isNegative() ? Duration.ZERO : took);
    }

    private Flux<Void> lag() {
        return pending.lag()
                .doOnNext(lag -> lagSeconds = lag.toMillis() / 1_000.0)
                .then()
                .repeatWhen(rounds -> rounds.delayElements(LAG_EVERY));
    }
}
