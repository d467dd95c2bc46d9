package dev.warfront.timer;

import dev.warfront.kernel.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/// What all durable timers promise.
public interface TimersContract {

    Duration PATIENCE = Duration.ofSeconds(30);

    TimerKind KIND = new TimerKind("CONTRACT");

    TimerKind OTHER = new TimerKind("CONTRACT_OTHER");

    Timers timers();

    Transactions transactions();

    /// Unfired ones of an owner, in the order in which they are due.
    Mono<List<Timer>> pendingOf(UUID owner);

    @Test
    default void givenNoSubscriber_nothingIsScheduled() {
        var owner = UUID.randomUUID();
        var unused = timers().schedule(timer(owner, KIND, 1));

        pendingOf(owner)
                .as(StepVerifier::create)
                .expectNext(List.of())
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenAScheduledTimer_itIsPendingAsItWas() {
        var owner = UUID.randomUUID();
        var timer = new Timer(UUID.randomUUID(), KIND, owner, UUID.randomUUID(), 3L, at(5));

        transactions()
                .inTransaction(timers().schedule(timer))
                .then(pendingOf(owner))
                .as(StepVerifier::create)
                .expectNext(List.of(timer))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenTheSameIdAgain_theFirstTimerStays() {
        var owner = UUID.randomUUID();
        var first = timer(owner, KIND, 1);
        var again = new Timer(first.id(), KIND, owner, null, null, at(2));

        transactions()
                .inTransaction(timers().schedule(first).then(timers().schedule(again)))
                .then(pendingOf(owner))
                .as(StepVerifier::create)
                .expectNext(List.of(first))
                .expectComplete()
                .verify(PATIENCE);
    }

    @Test
    default void givenACancelledKind_othersOfTheOwnerStay() {
        var owner = UUID.randomUUID();
        var stays = timer(owner, OTHER, 3);
        var work = timers().schedule(timer(owner, KIND, 1))
                .then(timers().schedule(timer(owner, KIND, 2)))
                .then(timers().schedule(stays))
                .then(timers().cancel(KIND, owner));

        transactions()
                .inTransaction(work)
                .then(pendingOf(owner))
                .as(StepVerifier::create)
                .expectNext(List.of(stays))
                .expectComplete()
                .verify(PATIENCE);
    }

    static Timer timer(UUID owner, TimerKind kind, int minute) {
        return new Timer(UUID.randomUUID(), kind, owner, null, null, at(minute));
    }

    /// Far in the future, so that no runner takes it away.
    static Instant at(int minute) {
        return Instant.parse("2099-01-01T00:00:00Z").plus(Duration.ofMinutes(minute));
    }
}
