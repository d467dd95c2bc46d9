package dev.warfront.kernel.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.EmbeddedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("shared broker")
class KafkaRecordsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String topic = "records-" + UUID.randomUUID();

    private final KafkaSettings settings =
            new KafkaSettings(List.of(EmbeddedServers.shared().kafka().bootstrapServers()), Map.of());

    private final KafkaRecords records = new KafkaRecords(settings);

    @BeforeEach
    void aTopic() {
        TestTopics.make(settings, TopicSpec.of(topic, 4, Duration.ofHours(1)));
    }

    @AfterEach
    void close() {
        records.destroy();
    }

    private KafkaRecord record(String value) {
        return KafkaRecord.of(topic, "key", value.getBytes(StandardCharsets.UTF_8), Map.of("h", "v"));
    }

    private KafkaRecord tooLarge() {
        return KafkaRecord.of(topic, "key", new byte[KafkaRecord.VALUE_MAX + 1], Map.of());
    }

    @Test
    void givenARecordFromAnEventLoop_theLogAnswersWhereItIs() {
        records.sendAll(List.of(record("first")))
                .subscribeOn(Schedulers.parallel())
                .as(StepVerifier::create)
                .assertNext(sent -> assertThat(sent)
                        .singleElement()
                        .extracting(Sent::metadata)
                        .extracting(RecordMetadata::offset)
                        .isEqualTo(0L))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenManyRecords_theyAreAnsweredInOrder() {
        var many = IntStream.range(0, 2_000)
                .mapToObj(number -> record("n" + number))
                .toList();

        records.sendAll(many)
                .flatMapIterable(sent -> sent)
                .mapNotNull(Sent::metadata)
                .map(RecordMetadata::offset)
                .collectList()
                .as(StepVerifier::create)
                .assertNext(offsets -> assertThat(offsets).isSorted().hasSize(2_000))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenARecordThatIsTooLarge_itAloneFails() {
        records.sendAll(List.of(record("a"), tooLarge(), record("b")))
                .map(sent -> sent.stream().map(each -> each.error() == null).toList())
                .as(StepVerifier::create)
                .expectNext(List.of(true, false, true))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    void givenOrderThatMatters_nothingIsSentBehindAFailure() {
        var producer = new RecordProducer("ordered", settings.producer(), PATIENCE);

        producer.sendUntilFailure(List.of(record("a"), tooLarge(), record("b")))
                .map(sent -> sent.stream().map(each -> each.error() == null).toList())
                .as(StepVerifier::create)
                .expectNext(List.of(true, false))
                .expectComplete()
                .verify(PATIENCE);

        producer.close().as(StepVerifier::create).expectComplete().verify(PATIENCE);
    }

    @Test
    void givenAProducerThatCannotBeMade_eachRecordHasFailed_andTheNextTriesAnew() {
        var nowhere = new KafkaSettings(List.of("no.such.host.invalid:9092"), Map.of());
        var producer = new RecordProducer("nowhere", nowhere.producer(), PATIENCE);

        for (var attempt = 0; attempt < 2; attempt++) {
            producer.sendAll(List.of(record("a"), record("b")))
                    .as(StepVerifier::create)
                    .assertNext(sent -> assertThat(sent)
                            .hasSize(2)
                            .allSatisfy(each -> assertThat(each.error())
                                    .hasRootCauseMessage("No resolvable bootstrap urls given in bootstrap.servers")))
                    .expectComplete()
                    .verify(PATIENCE);
        }

        producer.closeBlocking();
    }
}
