package dev.warfront.kernel.postgres;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/// What the user of a connection may still begin on it.
///
/// Who goes away is cancelled by one thread while another is just about to begin its next statement. Behind the
/// ROLLBACK, or when the connection is somebody else's already, that one would be executed all the same, and
/// committed by itself. So statements begin one at a time with the end of the transaction and with giving back, and
/// what comes too late is not begun. Source: docs/adr/0028-connections-are-settled.md.
final class Lease {
    private State state = State.AWAITED;

    private enum State {
        AWAITED,
        HELD,
        ENDING,
        RETURNED,

        /// It comes although its taker has gone away, so all that is left to do is to give it back.
        UNWANTED
    }

    /// The connection is there.
    synchronized void begins() {
        if (state == State.AWAITED) {
            state = State.HELD;
        }
    }

    /// Its taker goes away. The pool takes back what it has handed over; but Reactor may lose a cancel that comes
    /// while it subscribes, so what is not there yet may still come.
    synchronized void cancelled() {
        state = state == State.AWAITED ? State.UNWANTED : State.RETURNED;
    }

    /// Begins a statement. When its transaction is being ended it is too late: it never answers, as nobody waits.
    <T> Flux<T> statement(Publisher<T> execution) {
        return inTurn(execution, EnumSet.of(State.HELD), State.HELD, Lease::neverAnswer);
    }

    /// Begins a transaction.
    Mono<Void> begin(Publisher<Void> beginning) {
        return inTurn(beginning, EnumSet.of(State.HELD, State.ENDING), State.HELD, Operators::complete)
                .then();
    }

    /// Begins to commit. Of what was rolled back already nobody hears that it was committed: it never answers.
    Mono<Void> commit(Publisher<Void> committing) {
        return inTurn(committing, EnumSet.of(State.HELD), State.ENDING, Lease::neverAnswer)
                .then();
    }

    /// Begins to roll back, or what else stands behind a transaction.
    Mono<Void> end(Publisher<Void> ending) {
        return inTurn(ending, EnumSet.of(State.HELD, State.ENDING), State.ENDING, Operators::complete)
                .then();
    }

    /// Gives the connection back, once.
    Mono<Void> giveBack(Publisher<Void> closing) {
        return inTurn(
                        closing,
                        EnumSet.of(State.HELD, State.ENDING, State.UNWANTED),
                        State.RETURNED,
                        Operators::complete)
                .then();
    }

    /// Ends a transaction that nobody else has begun to end, and gives its connection back.
    Mono<Void> abandon(Publisher<Void> rollback, Publisher<Void> closing) {
        var unended = Mono.fromDirect(rollback).then(Mono.fromDirect(closing));
        return inTurn(unended, EnumSet.of(State.HELD), State.RETURNED, Operators::complete)
                .thenMany(inTurn(closing, EnumSet.of(State.UNWANTED), State.RETURNED, Operators::complete))
                .then();
    }

    private static void neverAnswer(Subscriber<?> subscriber) {
        subscriber.onSubscribe(Operators.emptySubscription());
    }

    private <T> Flux<T> inTurn(Publisher<T> step, Set<State> in, State next, Consumer<Subscriber<?>> tooLate) {
        return Flux.from(subscriber -> {
            synchronized (this) {
                if (in.contains(state)) {
                    state = next;
                    step.subscribe(subscriber);
                } else {
                    tooLate.accept(subscriber);
                }
            }
        });
    }
}
