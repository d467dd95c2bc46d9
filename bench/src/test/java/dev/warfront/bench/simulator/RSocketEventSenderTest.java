package dev.warfront.bench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.book.Book;
import dev.warfront.bench.wire.IngestResult;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.ScoreEvent;
import dev.warfront.bench.wire.TestConnections;
import dev.warfront.bench.wire.Wire;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.util.DefaultPayload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

class RSocketEventSenderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final UUID WAR = new UUID(0, 1);
    private static final int BATCHES = 25;

    private final AtomicLong offset = new AtomicLong();
    private final Book book = new Book();
    private final Acknowledgements acknowledgements = new Acknowledgements(book, TestMix.mix(NOW));

    @Test
    void givenAConnectionThatIsLostAgainAndAgain_everyBatchIsAnsweredOnce() {
        var server = TestConnections.server(_ -> dyingAfter(4));
        try (var sender = new RSocketEventSender(TestConnections.connection(server), acknowledgements, PATIENCE)) {
            for (var i = 0; i < BATCHES; i++) {
                sender.send(List.of(record(), record()));
            }
            sender.flush();

            assertThat(book.size()).isEqualTo(2 * BATCHES);
            assertThat(acknowledgements.refusedAtIngest()).isZero();
        } finally {
            server.dispose();
        }
    }

    /// Answers some batches, in order, and then hangs up with one more in hand.
    private RSocket dyingAfter(int batches) {
        return new RSocket() {
            @Override
            public Flux<Payload> requestChannel(Publisher<Payload> payloads) {
                return Flux.from(payloads)
                        .concatMap(payload -> Flux.just(answer(payload)), 1)
                        .take(batches)
                        .concatWith(Flux.error(new IllegalStateException("hung up")));
            }
        };
    }

    private Payload answer(Payload payload) {
        var batch = Wire.JSON.readValue(payload.getDataUtf8(), RSocketConnection.Batch.class);
        payload.release();
        var results = batch.events().stream()
                .map(event -> new IngestResult(event.eventId(), "QUEUED", null, NOW, 3, offset.getAndIncrement(), 0))
                .toList();
        return DefaultPayload.create(Wire.JSON.writeValueAsBytes(new IngestResult.Batch(results)));
    }

    private static OutgoingRecord record() {
        return new OutgoingRecord.Genuine(new ScoreEvent(
                UUID.randomUUID(), WAR, null, "KILL", new UUID(1, 1), new UUID(2, 1), List.of(), null, NOW));
    }
}
