package dev.warfront.score.kafka;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.stream.Backoff;
import dev.warfront.kernel.stream.Signal;
import dev.warfront.score.ScoreLog;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.receiver.KafkaReceiver;
import reactor.kafka.receiver.ReceiverOptions;
import reactor.kafka.receiver.ReceiverPartition;
import reactor.kafka.receiver.ReceiverRecord;

/// One membership in the group of those who read the log, from joining to leaving.
///
/// ```text
/// assigned  --[0,1]----------------   sought by the listener, inside the poll, which waits for their places
/// records   --------0--1--0--0-----   taken at once, always: demand that ends would pause every partition
/// steered   ---P0-P1-R1--R0--P0--R0   paused and resumed one by one, between two polls
/// ```
final class LogSession {
    private static final Logger log = LoggerFactory.getLogger(LogSession.class);
    /// So long other partitions of the node stand still for those that are assigned.
    private static final Duration PLACES_WAIT = Duration.ofMillis(250);

    private static final Duration AGAIN_MIN = Duration.ofMillis(100);
    private static final Duration AGAIN_MAX = Duration.ofSeconds(5);
    private static final Duration STEER_EVERY = Duration.ofMillis(10);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(1);
    private static final Duration LEAVE_MAX = Duration.ofSeconds(5);
    private static final int ASSIGNMENTS_MAX = 4_096;
    private static final int LOOKUPS = 16;

    private final Scheduler joining;
    private final LogPlaces places;
    private final LogAssignments assigned;
    private final PipelineMetrics metrics;
    private final KafkaReceiver<byte[], byte[]> receiver;
    private final Signal steering = new Signal();
    private final Sinks.Empty<Void> left = Sinks.empty();
    /// Id of the log in which partitions were placed first; null before.
    private final AtomicReference<@Nullable UUID> placedIn = new AtomicReference<>();
    /// Those whose places are to be looked up.
    private final Sinks.Many<Assignment> lookups =
            Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(ASSIGNMENTS_MAX));

    /// @param joining where the consumer is made, which blocks
    LogSession(
            ReceiverOptions<byte[], byte[]> options,
            Scheduler joining,
            LogPlaces places,
            List<FlushLoop> loops,
            PipelineMetrics metrics) {
        this.joining = joining;
        this.places = places;
        this.assigned = new LogAssignments(loops);
        this.metrics = metrics;
        this.receiver = KafkaReceiver.create(
                new LogClients(this::left),
                options.addAssignListener(this::assigned).addRevokeListener(this::revoked));
    }

    /// Ends when it is told to, or fails, and the group is left.
    Flux<Void> run(Mono<Void> until) {
        return Flux.merge(placed(), steered(), watched(), received())
                .takeUntilOther(until)
                .onErrorResume(error -> gone().then(Mono.error(error)))
                .concatWith(gone());
    }

    private Mono<Void> gone() {
        return Mono.firstWithSignal(left.asMono(), Mono.delay(LEAVE_MAX).then());
    }

    private Flux<Void> received() {
        return receiver.receiveBatch()
                .concatMap(
                        records -> records.collectList().doOnNext(this::queue).then())
                .subscribeOn(joining, false);
    }

    /// They come partition by partition.
    private void queue(List<ReceiverRecord<byte[], byte[]>> records) {
        for (var from = 0; from < records.size(); ) {
            var partition = records.get(from).partition();
            var until = from + 1;
            while (until < records.size() && records.get(until).partition() == partition) {
                until++;
            }
            if (!assigned.queue(partition, records.subList(from, until))) {
                steering.raise();
            }
            from = until;
        }
    }

    /// Where they go on must be set when this returns, or the poll under way goes on from nowhere. What is not known
    /// in time is set to its end, and nothing of it is taken before its place is known.
    private void assigned(Collection<ReceiverPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        log.info("assigned: {}", numbers(partitions));
        partitions.forEach(ReceiverPartition::seekToEnd);
        var byNumber = partitions.stream()
                .collect(Collectors.toMap(each -> each.topicPartition().partition(), Function.identity()));
        var assignment = lookUp(numbers(partitions));
        assigned.place(
                assignment,
                assignment.await(PLACES_WAIT),
                (partition, offset) -> requireNonNull(byNumber.get(partition)).seek(offset));
        steering.raise();
    }

    private Assignment lookUp(List<Integer> partitions) {
        var assignment = assigned.assign(partitions);
        lookups.tryEmitNext(assignment).orThrow();
        return assignment;
    }

    private Flux<Void> placed() {
        return lookups.asFlux().publishOn(Schedulers.parallel()).flatMap(this::placed, LOOKUPS);
    }

    private Mono<Void> placed(Assignment assignment) {
        return places.of(assignment.numbers())
                .doOnError(error -> log.warn("where {} go on is not known: {}", assignment.numbers(), error.toString()))
                .retryWhen(new Backoff(AGAIN_MIN, AGAIN_MAX, AGAIN_MAX).retry(_ -> assignment.owned()))
                .onErrorComplete()
                .doOnNext(found -> placedIn.compareAndSet(null, found.log()))
                .map(LogPlaces.Found::places)
                .doOnNext(assignment.places()::complete)
                .flatMap(found -> receiver.doOnConsumer(consumer -> {
                    assigned.place(
                            assignment,
                            found,
                            (partition, offset) -> consumer.seek(new TopicPartition(ScoreLog.FEED, partition), offset));
                    return true;
                }))
                .doOnNext(_ -> steering.raise())
                .then();
    }

    /// From the first assignment on, again and again, and at once when somebody knows of a reason.
    private Flux<Void> steered() {
        var rounds = Flux.defer(() -> {
            var signalled = steering.next();
            return receiver.doOnConsumer(this::steer)
                    .then(Mono.firstWithSignal(
                            signalled, Mono.delay(STEER_EVERY).then()));
        });
        return Mono.defer(steering::next).thenMany(rounds.repeat());
    }

    /// Says it of every partition each time, so that a pause which a rebalance has lost is made again.
    private boolean steer(Consumer<byte[], byte[]> consumer) {
        var byTaking = consumer.assignment().stream()
                .collect(Collectors.partitioningBy(each -> assigned.takes(each.partition())));
        consumer.pause(byTaking.getOrDefault(false, List.of()));
        consumer.resume(byTaking.getOrDefault(true, List.of()));
        var lost = assigned.lost(
                consumer.assignment().stream().map(TopicPartition::partition).toList());
        if (!lost.isEmpty()) {
            lookUp(lost);
        }
        metrics.lag(assigned.waiting()
                + consumer.assignment().stream()
                        .mapToLong(each -> consumer.currentLag(each).orElse(0))
                        .sum());
        return true;
    }

    /// A reader would go on in a log that was made anew and has grown past it as if nothing had been: this is noticed
    /// only here.
    private Flux<Void> watched() {
        return Flux.interval(Duration.ZERO, WATCH_EVERY)
                .onBackpressureDrop()
                .concatMap(_ -> places.log().onErrorComplete(), 1)
                .filter(this::isOther)
                .concatMap(now -> Mono.error(new LogReplaced(now)));
    }

    private boolean isOther(UUID now) {
        var placed = placedIn.get();
        return placed != null && !placed.equals(now);
    }

    private void revoked(Collection<ReceiverPartition> partitions) {
        log.info("revoked: {}", numbers(partitions));
        assigned.disown(numbers(partitions));
    }

    private void left() {
        assigned.disownAll();
        left.tryEmitEmpty();
    }

    private static List<Integer> numbers(Collection<ReceiverPartition> partitions) {
        return partitions.stream()
                .map(each -> each.topicPartition().partition())
                .sorted()
                .toList();
    }
}
