package dev.warfront.outbox.kafka;

import dev.warfront.kernel.stream.Finish;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.outbox.PendingEvent;
import dev.warfront.outbox.PendingEvents;
import dev.warfront.outbox.ShardLeases;
import dev.warfront.outbox.kafka.SendOutcome.Acknowledged;
import dev.warfront.outbox.kafka.SendOutcome.Rejected;
import dev.warfront.outbox.kafka.SendOutcome.Unknown;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Relays the shards of this node from the start of one producer to its end: until it is asked to finish, or the broker
/// does not answer.
final class RelaySession {

    private static final int BATCH_MAX = 100;

    private static final Duration POLL = Duration.ofMillis(50);

    /// Commits of so short a time are looked for at once.
    private static final Duration GATHER = Duration.ofMillis(2);

    private static final Duration LEASE = Duration.ofSeconds(5);

    private static final Duration RENEW_EVERY = Duration.ofMillis(1_500);

    private static final Logger log = LoggerFactory.getLogger(RelaySession.class);

    private final PendingEvents pending;

    private final ShardLeases leases;

    private final BatchSender sender;

    private final String owner;

    private final Duration answerMax;

    private final Consumer<PendingEvent> measured;

    private final Signal work;

    private final Finish finish;

    private final HeldShards shards = new HeldShards();

    private final Finish drained = new Finish(new Signal());

    /// @param answerMax who has not acknowledged a batch until then is unreachable
    /// @param measured gets each event that the log has
    /// @param work raised when there may be events to publish
    RelaySession(
            PendingEvents pending,
            ShardLeases leases,
            BatchSender sender,
            String owner,
            Duration answerMax,
            Consumer<PendingEvent> measured,
            Signal work,
            Finish finish) {
        this.pending = pending;
        this.leases = leases;
        this.sender = sender;
        this.owner = owner;
        this.answerMax = answerMax;
        this.measured = measured;
        this.work = work;
        this.finish = finish;
    }

    Flux<Void> run() {
        var relaying = shardsWithWork().flatMap(this::drain, PendingEvents.SHARDS);
        return drained.track(hold().thenMany(relaying))
                .mergeWith(keepHolding().takeUntilOther(drained.ended()))
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

    private Flux<Void> keepHolding() {
        return Mono.delay(RENEW_EVERY).then(hold()).repeat();
    }

    /// Shards as they get work; never one that is being drained.
    private Flux<Integer> shardsWithWork() {
        return Flux.defer(() -> {
                    var appended = work.next();
                    return poll().concatWith(Mono.defer(() -> rest(appended)));
                })
                .repeat(() -> !finish.requested());
    }

    private Flux<Integer> poll() {
        var free = shards.free();
        return free.isEmpty()
                ? Flux.empty()
                : pending.shardsWithWork(free).flatMapIterable(found -> found).filter(shards::begin);
    }

    private Mono<Integer> rest(Mono<Void> appended) {
        return finish.requested()
                ? Mono.empty()
                : Mono.firstWithSignal(appended.then(Mono.delay(GATHER)), Mono.delay(POLL))
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
                        .timeout(answerMax)
                        .onErrorMap(BrokerUnreachable::new)
                        .flatMap(this::note)
                        .thenReturn(rows.size()))
                .defaultIfEmpty(0);
    }

    private Mono<Void> note(List<SendOutcome> outcomes) {
        return acknowledged(outcomes).then(rejected(outcomes)).then(unanswered(outcomes));
    }

    private Mono<Void> acknowledged(List<SendOutcome> outcomes) {
        var acknowledged = outcomes.stream()
                .filter(Acknowledged.class::isInstance)
                .map(SendOutcome::event)
                .toList();
        acknowledged.forEach(measured);
        return acknowledged.isEmpty() ? Mono.empty() : pending.published(acknowledged);
    }

    private Mono<Void> rejected(List<SendOutcome> outcomes) {
        return Flux.fromIterable(outcomes)
                .ofType(Rejected.class)
                .concatMap(this::rejected)
                .then();
    }

    /// The copy first: given up without one it would be lost if this node died in between.
    private Mono<Void> rejected(Rejected rejection) {
        var event = rejection.event();
        var last = event.attempts() + 1 >= PendingEvents.ATTEMPTS_MAX;
        var copy = last ? sender.deadLetter(event, rejection.reason()) : Mono.<Void>empty();
        return copy.then(pending.refused(event, rejection.reason()))
                .doOnNext(dead -> log.error(
                        "event {} to {} rejected{}: {}",
                        event.eventId(),
                        event.record().destination(),
                        dead ? " for the last time" : "",
                        rejection.reason()))
                .then();
    }

    private Mono<Void> unanswered(List<SendOutcome> outcomes) {
        return Flux.fromIterable(outcomes)
                .ofType(Unknown.class)
                .next()
                .flatMap(unknown -> Mono.error(new BrokerUnreachable(unknown.cause())));
    }
}
