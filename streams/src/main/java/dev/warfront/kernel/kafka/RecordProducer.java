package dev.warfront.kernel.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// One Kafka producer on one thread of its own: its first look at a topic, its creation, its end and a full buffer
/// block. Kafka's own producer serves directly; a reactive one around it would add a queue and nothing else. Results
/// are handed on by the parallel scheduler, so that nobody works on the producer's network thread.
public final class RecordProducer {

    /// Records on their way at once, of one call.
    private static final int IN_FLIGHT_MAX = 512;

    /// Calls that wait for the thread; more are refused.
    private static final int CALLS_MAX = 10_000;

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> settings;

    private final Scheduler thread;

    /// Made on first use, touched by the thread only.
    private @Nullable Producer<String, byte[]> producer;

    public RecordProducer(String name, Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
        this.thread = Schedulers.newBoundedElastic(1, CALLS_MAX, "kafka-" + name, 60, true);
    }

    /// Completes with the acknowledgement, or fails.
    public Mono<RecordMetadata> send(KafkaRecord record) {
        return Mono.defer(() -> sendHere(record)).subscribeOn(thread).publishOn(Schedulers.parallel());
    }

    /// Sends in order; answers when all are answered, in order, an error of one record as its result.
    public Mono<List<Sent>> sendAll(List<KafkaRecord> records) {
        return records.isEmpty()
                ? Mono.just(List.of())
                : Mono.<List<Sent>>create(sink -> new SentBatch(records, sink::success).send(this::send))
                        .subscribeOn(thread)
                        .publishOn(Schedulers.parallel());
    }

    /// Sends in order, but once a record has failed no further one is sent, nor answered: what comes after a gap must
    /// not overtake it. Those that were handed over before the failure was known may still succeed.
    public Flux<Sent> sendUntilFailure(Flux<KafkaRecord> records) {
        return Flux.defer(() -> {
            var failed = new AtomicBoolean();
            return records.publishOn(thread, IN_FLIGHT_MAX)
                    .takeWhile(_ -> !failed.get())
                    .flatMapSequential(
                            record -> sendHere(record)
                                    .map(metadata -> new Sent(record, metadata, null))
                                    .doOnError(_ -> failed.set(true))
                                    .onErrorResume(error -> Mono.just(new Sent(record, null, error))),
                            IN_FLIGHT_MAX)
                    .publishOn(Schedulers.parallel());
        });
    }

    /// Ends the producer; what is on its way is given up.
    public Mono<Void> close() {
        return Mono.<Void>fromRunnable(() -> closeHere(Duration.ZERO))
                .subscribeOn(thread)
                .doFinally(_ -> thread.dispose());
    }

    /// Waits for what is on its way, a few seconds at most. Blocks; for the end of the program.
    void closeBlocking() {
        thread.dispose();
        closeHere(CLOSE_PATIENCE);
    }

    private void closeHere(Duration patience) {
        var open = producer;
        producer = null;
        if (open != null) {
            open.close(patience);
        }
    }

    private Mono<RecordMetadata> sendHere(KafkaRecord record) {
        return Mono.create(sink -> send(record, (metadata, error) -> answer(sink, metadata, error)));
    }

    private void send(KafkaRecord record, Callback answered) {
        if (record.value().length > KafkaRecord.VALUE_MAX) {
            answered.onCompletion(
                    null,
                    new RecordTooLargeException(
                            record.value().length + " bytes, allowed are " + KafkaRecord.VALUE_MAX));
            return;
        }
        var _ = opened().send(toProducer(record), answered);
    }

    private static void answer(MonoSink<RecordMetadata> sink, RecordMetadata metadata, @Nullable Exception error) {
        if (error == null) {
            sink.success(metadata);
        } else {
            sink.error(error);
        }
    }

    private Producer<String, byte[]> opened() {
        var open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings);
            producer = open;
        }
        return open;
    }

    private static ProducerRecord<String, byte[]> toProducer(KafkaRecord record) {
        List<Header> headers = record.headers().entrySet().stream()
                .<Header>map(header ->
                        new RecordHeader(header.getKey(), header.getValue().getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new ProducerRecord<>(record.topic(), record.partition(), null, record.key(), record.value(), headers);
    }
}
