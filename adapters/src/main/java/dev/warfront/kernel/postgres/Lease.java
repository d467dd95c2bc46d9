package dev.warfront.kernel.postgres;

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
    private State state = State.HELD;

    /// In this order, unless another transaction is begun.
    private enum State {
        HELD,
        ENDING,
        RETURNED
    }

    /// Begins a statement. When its transaction is being ended it is too late: it never answers, as nobody waits.
    <T> Flux<T> statement(Publisher<T> execution) {
        return inTurn(execution, State.HELD, State.HELD, Lease::neverAnswer);
    }

    /// Begins a transaction.
    Mono<Void> begin(Publisher<Void> beginning) {
        return inTurn(beginning, State.ENDING, State.HELD, Operators::complete).then();
    }

    /// Begins to commit. Of what was rolled back already nobody hears that it was committed: it never answers.
    Mono<Void> commit(Publisher<Void> committing) {
        return inTurn(committing, State.HELD, State.ENDING, Lease::neverAnswer).then();
    }

    /// Begins to roll back, or what else stands behind a transaction.
    Mono<Void> end(Publisher<Void> ending) {
        return inTurn(ending, State.ENDING, State.ENDING, Operators::complete).then();
    }

    /// Gives the connection back, once: a pool that is given one twice at the same time loses it.
    Mono<Void> giveBack(Publisher<Void> closing) {
        return inTurn(closing, State.ENDING, State.RETURNED, Operators::complete)
                .then();
    }

    /// Ends a transaction and gives its connection back, when nobody else has begun to.
    Mono<Void> abandon(Publisher<Void> rollbackAndClose) {
        return inTurn(rollbackAndClose, State.HELD, State.RETURNED, Operators::complete)
                .then();
    }

    /// The pool takes the connection back by itself.
    synchronized void lost() {
        state = State.RETURNED;
    }

    private static void neverAnswer(Subscriber<?> subscriber) {
        subscriber.onSubscribe(Operators.emptySubscription());
    }

    private <T> Flux<T> inTurn(Publisher<T> step, State latest, State next, Consumer<Subscriber<?>> tooLate) {
        return Flux.from(subscriber -> {
            synchronized (this) {
                if (state.compareTo(latest) > 0) {
                    tooLate.accept(subscriber);
                } else {
                    state = next;
                    step.subscribe(subscriber);
                }
            }
        });
    }
}
