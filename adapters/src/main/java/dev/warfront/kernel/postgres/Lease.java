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
    private static final Set<State> HELD = EnumSet.of(State.HELD);
    private static final Set<State> OPEN = EnumSet.of(State.HELD, State.ENDING);
    private static final Set<State> UNWANTED = EnumSet.of(State.UNWANTED);
    private static final Set<State> NOT_RETURNED = EnumSet.of(State.HELD, State.ENDING, State.UNWANTED);

    private State state = State.AWAITED;

    private enum State {
        AWAITED,
        HELD,
        ENDING,
        RETURNED,

        /// It may still come although its taker has gone away: all that is left to do then is to give it back.
        UNWANTED
    }

    /// The connection is there.
    synchronized void arrived() {
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
        return inTurn(execution, HELD, State.HELD, Lease::neverAnswer);
    }

    /// Begins a transaction. When its connection is not held any more it never answers.
    Mono<Void> begin(Publisher<Void> beginning) {
        return inTurn(beginning, OPEN, State.HELD, Lease::neverAnswer).then();
    }

    /// Begins to commit. When its transaction is being rolled back it never answers, so nobody believes in it.
    Mono<Void> commit(Publisher<Void> committing) {
        return inTurn(committing, HELD, State.ENDING, Lease::neverAnswer).then();
    }

    /// Begins to roll back, or what else stands behind a transaction.
    Mono<Void> end(Publisher<Void> ending) {
        return inTurn(ending, OPEN, State.ENDING, Operators::complete).then();
    }

    /// Gives the connection back, once.
    Mono<Void> giveBack(Publisher<Void> closing) {
        return inTurn(closing, NOT_RETURNED, State.RETURNED, Operators::complete)
                .then();
    }

    /// Ends a transaction that nobody else has begun to end, and gives its connection back.
    Mono<Void> abandon(Publisher<Void> rollback, Publisher<Void> closing) {
        var unended = Mono.fromDirect(rollback).then(Mono.fromDirect(closing));
        return inTurn(unended, HELD, State.RETURNED, Operators::complete)
                .thenMany(inTurn(closing, UNWANTED, State.RETURNED, Operators::complete))
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
