package dev.warfront.kernel.http;

import dev.warfront.kernel.Result;
import reactor.core.publisher.Mono;

/// How the refusals of a context look over HTTP: one bean a context, found by scan. The description of the API lists
/// the statuses and codes of a route from here, see {@link Refuses}.
///
/// @param <R> the context's sealed refusals
public interface Problems<R> {
    /// The sealed type itself.
    Class<R> refusals();

    /// One exhaustive switch: a new refusal does not compile until it has a status and a code.
    Problem of(R refusal);

    /// What was done.
    ///
    /// Error: {@link ProblemException} when it was refused.
    default <T> T valueOf(Result<T, R> result) {
        return switch (result) {
            case Result.Done<T, R>(var value) -> value;
            case Result.Refused<T, R>(var refusal) -> throw exception(refusal);
        };
    }

    /// The end of a read that found nothing.
    default <T> Mono<T> refuse(R refusal) {
        return Mono.error(() -> exception(refusal));
    }

    private ProblemException exception(R refusal) {
        return new ProblemException(of(refusal), refusal);
    }
}
