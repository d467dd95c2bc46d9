package dev.warfront.outbox;

import dev.warfront.kernel.Event;
import dev.warfront.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What every outbox promises.
public interface OutboxContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    Instant AT = Instant.parse("2026-12-01T10:00:00Z");

    /// A fact for tests.
    record Happened(UUID about, int number, Instant occurredAt) implements Event {}

    Outbox outbox();

    Transactions transactions();

    /// Numbers of what is stored about something, in order.
    Mono<List<Integer>> stored(UUID about);

    @Test
    default void givenNoSubscriber_nothingIsStored() {
        var about = UUID.randomUUID();
        var unused = outbox().append(happened(about, 1));

        stored(about)
                .as(StepVerifier::create)
                .expectNext(List.of())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenSeveralEvents_theyAreStoredInOrder() {
        var about = UUID.randomUUID();

        transactions()
                .inTransaction(outbox().append(happened(about, 1, 2)).then(outbox().append(happened(about, 3))))
                .then(stored(about))
                .as(StepVerifier::create)
                .expectNext(List.of(1, 2, 3))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenNothingToAppend_itCompletes() {
        transactions()
                .inTransaction(outbox().append(List.of()))
                .as(StepVerifier::create)
                .expectComplete()
                .verify(PATIENCE);
    }

    static List<Happened> happened(UUID about, int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> new Happened(about, number, AT))
                .toList();
    }
}
