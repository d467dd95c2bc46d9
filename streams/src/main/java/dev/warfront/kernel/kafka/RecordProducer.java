package dev.warfront.kernel.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.kafka.sender.KafkaSender;
import reactor.kafka.sender.SenderOptions;

/// One Kafka producer that sends records in batches. A full buffer and the first look at a topic block a thread of its
/// own. The answer to a batch is handed on by the parallel scheduler, so that nobody works on the producer's network
/// thread; that of a record is only noted there, since a task for each costs half as much again as sending it.
public final class RecordProducer {

    /// Records on their way at once, of one batch.
    private static final int IN_FLIGHT_MAX = 4_096;

    /// Calls that wait for the thread; more are refused.
    private static final int CALLS_MAX = 10_000;

    private final SenderOptions<String, byte[]> options;

    /// The producer is made and closed on it, which blocks.
    private final Scheduler thread;

    /// Made on first use. One whose producer could not be made would never be of use again.
    private volatile @Nullable KafkaSender<String, byte[]> sender;

    /// @param closePatience how long the end waits for what is on its way; what is left then is given up
    public RecordProducer(String name, Map<String, Object> settings, Duration closePatience) {
        this.thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-" + name, 60, true);
        this.options = SenderOptions.<String, byte[]>create(settings)
                .scheduler(Schedulers.immediate())
                .maxInFlight(IN_FLIGHT_MAX)
                .stopOnError(false)
                .closeTimeout(closePatience);
    }

    /// Sends in order; answers when all are answered, in order, an error of one record as its result.
    public Mono<List<Sent>> sendAll(List<KafkaRecord> records) {
        return send(records, false);
    }

    /// Sends in order, but once a record has failed no further one is sent: what comes after a gap must not overtake
    /// it. Answers those of a first part, the failure as the last of them. Those that were handed over before the
    /// failure was known may still succeed.
    public Mono<List<Sent>> sendUntilFailure(List<KafkaRecord> records) {
        return send(records, true);
    }

    private Mono<List<Sent>> send(List<KafkaRecord> records, boolean untilFailure) {
        return records.isEmpty()
                ? Mono.just(List.of())
                : Mono.defer(() -> send(new SentBatch(records, untilFailure)))
                        .subscribeOn(thread)
                        .publishOn(Schedulers.parallel());
    }

    /// Once all are answered the sender ends, with the first error of a record if there is one; the results have that
    /// as well.
    private Mono<List<Sent>> send(SentBatch batch) {
        return opened().flatMapMany(open -> open.send(batch.toSend()))
                .doOnNext(batch::answered)
                .then(Mono.fromSupplier(() -> batch.results(null)))
                .onErrorResume(error -> Mono.just(batch.results(error)));
    }

    private Mono<KafkaSender<String, byte[]>> opened() {
        var known = sender;
        var open = known == null ? KafkaSender.create(options) : known;
        sender = open;
        return open.doOnProducer(_ -> open).doOnError(_ -> sender = null);
    }

    /// Ends the producer.
    public Mono<Void> close() {
        return Mono.<Void>fromRunnable(this::closeHere).subscribeOn(thread).doFinally(_ -> thread.dispose());
    }

    /// Ends the producer and waits for that. Blocks; for the end of the program.
    public void closeBlocking() {
        thread.dispose();
        closeHere();
    }

    private void closeHere() {
        var open = sender;
        if (open != null) {
            open.close();
        }
    }
}
