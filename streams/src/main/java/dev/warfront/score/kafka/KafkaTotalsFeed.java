package dev.warfront.score.kafka;

import dev.warfront.battle.BattleEvent;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.SupervisedStream;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.kafka.KafkaRecord;
import dev.warfront.kernel.kafka.KafkaRecords;
import dev.warfront.score.ScoreFeed;
import dev.warfront.score.TotalsFeed;
import dev.warfront.score.WarScoreChange;
import dev.warfront.score.WarScoreChange.BattlePoints;
import dev.warfront.score.kafka.FeedRecords.ScoreFeedEvent;
import dev.warfront.war.Tally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// `score.totals_updated` and `battle.score_updated`: the newest numbers five times a second, and only what
/// changed.
@Component
final class KafkaTotalsFeed implements TotalsFeed, SupervisedStream {
    private static final Logger log = LoggerFactory.getLogger(KafkaTotalsFeed.class);
    private static final Duration EVERY = Duration.ofMillis(200);

    private final KafkaRecords kafka;
    private final FeedRecords envelopes;
    private final Ids ids;
    private final Clock clock;
    private Map<WarId, WarScoreChange> wars = new LinkedHashMap<>();
    private Map<BattleId, BattleChange> battles = new LinkedHashMap<>();

    KafkaTotalsFeed(KafkaRecords kafka, FeedRecords envelopes, Ids ids, Clock clock) {
        this.kafka = kafka;
        this.envelopes = envelopes;
        this.ids = ids;
        this.clock = clock;
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
    public Mono<Void> offer(List<WarScoreChange> changes) {
        return Mono.fromRunnable(() -> changes.forEach(this::take));
    }

    private synchronized void take(WarScoreChange change) {
        wars.put(change.war(), change);
        change.battles().forEach(each -> battles.put(each.battle(), new BattleChange(change.war(), each)));
    }

    @Override
    public Flux<Void> run() {
        return Flux.interval(EVERY).onBackpressureDrop().concatMap(_ -> send(), 1);
    }

    /// What is lost is healed by the next change, so a failure is only logged.
    private Mono<Void> send() {
        return Mono.fromSupplier(this::pending)
                .flatMap(kafka::sendAll)
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
        var records = new ArrayList<KafkaRecord>();
        wars.values().forEach(each -> records.add(totals(each)));
        battles.values().forEach(each -> records.add(battle(each)));
        wars = new LinkedHashMap<>();
        battles = new LinkedHashMap<>();
        return records;
    }

    private KafkaRecord totals(WarScoreChange change) {
        var payload = new TotalsJson(
                change.war().value(),
                change.lastSeq(),
                change.sides().getOrDefault(Side.ATTACKER, Tally.NOTHING).points(),
                change.sides().getOrDefault(Side.DEFENDER, Tally.NOTHING).points(),
                change.at());
        return envelopes.of(
                ScoreFeed.FEED,
                new ScoreFeedEvent(
                        ids.next(),
                        "score.totals_updated",
                        change.war().value(),
                        change.lastSeq(),
                        change.at(),
                        payload));
    }

    private KafkaRecord battle(BattleChange change) {
        var points = change.points();
        var now = clock.instant();
        var payload = new BattleJson(
                points.battle().value(), change.war().value(), points.attacker(), points.defender(), false, now);
        return envelopes.of(
                BattleEvent.FEED,
                new ScoreFeedEvent(
                        ids.next(), "battle.score_updated", points.battle().value(), 0, now, payload));
    }

    private record BattleChange(WarId war, BattlePoints points) {}

    private record TotalsJson(UUID warId, long lastSeq, long attackerScore, long defenderScore, Instant at) {}

    private record BattleJson(
            UUID battleId, UUID warId, long attackerScore, long defenderScore, boolean provisional, Instant at) {}
}
