package dev.warfront.kernel;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/// What a command comes to: done, or refused for a reason. A refusal has changed nothing. Trouble (no connection, a
/// lost race) is an error of the publisher and never a case.
///
/// @param <T> what was done
/// @param <R> the sealed refusals of the context
public sealed interface Result<T, R> {

    /// It is done.
    record Done<T, R>(T value) implements Result<T, R> {}

    /// It is not done, and nothing was changed.
    record Refused<T, R>(R refusal) implements Result<T, R> {}

    static <T, R> Result<T, R> done(T value) {
        return new Done<>(value);
    }

    static <T, R> Result<T, R> refused(R refusal) {
        return new Refused<>(refusal);
    }

    /// What was done, seen otherwise.
    default <U> Result<U, R> map(Function<? super T, ? extends U> change) {
        return switch (this) {
            case Done<T, R>(var value) -> done(change.apply(value));
            case Refused<T, R>(var refusal) -> refused(refusal);
        };
    }

    /// The next decision, unless this one was a refusal.
    default <U> Result<U, R> flatMap(Function<? super T, Result<U, R>> next) {
        return switch (this) {
            case Done<T, R>(var value) -> next.apply(value);
            case Refused<T, R>(var refusal) -> refused(refusal);
        };
    }

    /// Stores what was decided; a refusal is passed on and stores nothing. Lazy.
    ///
    /// @param store must not complete empty
    default <U> Mono<Result<U, R>> whenDone(Function<? super T, Mono<U>> store) {
        return switch (this) {
            case Done<T, R>(var value) -> store.apply(value).map(Result::done);
            case Refused<T, R>(var refusal) -> Mono.just(refused(refusal));
        };
    }

    /// Asks on, in another publisher, unless this was a refusal. Lazy.
    default <U> Mono<Result<U, R>> thenDecide(Function<? super T, Mono<Result<U, R>>> next) {
        return switch (this) {
            case Done<T, R>(var value) -> next.apply(value);
            case Refused<T, R>(var refusal) -> Mono.just(refused(refusal));
        };
    }
}
