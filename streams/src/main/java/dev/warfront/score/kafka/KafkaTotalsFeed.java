package dev.warfront.score.kafka;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaSettings;
import dev.warfront.kernel.kafka.RecordProducer;
import dev.warfront.kernel.kafka.Sent;
import dev.warfront.score.TotalsFeed;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// `score.totals_updated` and `battle.score_updated`: the newest numbers five times a second, and
/// only what changed. By a producer of their own, which gives up.
@Component
final class KafkaTotalsFeed implements TotalsFeed, SupervisedStream, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(KafkaTotalsFeed.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);
    /// Unanswered at once: those of one partition that is away, until the first is given up, hold up no
    /// other.
    private static final int SENDS_MAX = 64;

    private final RecordProducer kafka;
    private final FeedRecords records;
    private Map<WarId, WarScoreChange> wars = new LinkedHashMap<>();
    private Map<BattleId, BattleChange> battles = new LinkedHashMap<>();

    KafkaTotalsFeed(KafkaSettings settings, FeedRecords records) {
        this.kafka = new RecordProducer("totals", settings.producer(), CLOSE_PATIENCE);
        this.records = records;
    }

    @Override
    public String name() {
        return "score-totals";
    }

    @Override
    public int phase() {
        return RELAY;
    }

    @Override
    public Mono<Void> publish(List<WarScoreChange> changes) {
        return Mono.fromRunnable(() -> changes.forEach(this::take));
    }

    private synchronized void take(WarScoreChange change) {
        wars.put(change.war(), change);
        change.battles().forEach(each -> battles.put(each.battle(), new BattleChange(change.war(), each)));
    }

    @Override
    public Flux<Void> run() {
        return run(kafka::sendAll);
    }

    Flux<Void> run(Function<List<KafkaRecord>, Mono<List<Sent>>> producer) {
        return Flux.interval(EVERY).onBackpressureDrop().flatMap(_ -> send(producer), SENDS_MAX);
    }

    /// What is lost is healed by the next change, so a failure is only logged.
    private Mono<Void> send(Function<List<KafkaRecord>, Mono<List<Sent>>> producer) {
        return Mono.fromSupplier(this::pending)
                .flatMap(producer)
                .map(sent ->
                        sent.stream().filter(each -> each.metadata() == null).count())
                .doOnNext(lost -> {
                    if (lost > 0) {
                        log.warn("{} running totals were not sent", lost);
                    }
                })
                .then();
    }

    private synchronized List<KafkaRecord> pending() {
        var pending = new ArrayList<KafkaRecord>();
        wars.values().forEach(each -> pending.add(records.totals(each)));
        battles.values().forEach(each -> pending.add(records.battle(each.war(), each.points())));
        wars = new LinkedHashMap<>();
        battles = new LinkedHashMap<>();
        return pending;
    }

    @Override
    public void destroy() {
        kafka.closeBlocking();
    }

    private record BattleChange(WarId war, BattlePoints points) {}
}
