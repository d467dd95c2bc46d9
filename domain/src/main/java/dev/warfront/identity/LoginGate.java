package dev.warfront.identity;

import dev.warfront.identity.FailureBook.Subject;
import dev.warfront.kernel.UseCase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts wrong passwords and shuts out who gives too many of them.
@UseCase
final class LoginGate {
    private final FailureBook book;
    private final LoginRules rules;

    LoginGate(FailureBook book, LoginRules rules) {
        this.book = book;
        this.rules = rules;
    }

    /// Until when one of them is shut out; empty when none is.
    Mono<Optional<Instant>> lockedUntil(List<Subject> subjects, Instant now) {
        return latest(Flux.fromIterable(subjects).concatMap(book::find), now);
    }

    /// As {@link #lockedUntil}, with what was found locked, so that many guesses at once are judged one after the
    /// other.
    Mono<Optional<Instant>> judge(List<Subject> subjects, Instant now) {
        return latest(Flux.fromIterable(subjects).concatMap(book::lock), now);
    }

    /// The account's failures are forgiven; those of the address are not, or one account of his own would let an
    /// attacker guess at others for ever.
    Mono<Void> passed(List<Subject> subjects) {
        return Flux.fromIterable(subjects)
                .filter(subject -> subject.kind() == Subject.Kind.ACCOUNT)
                .concatMap(book::forget)
                .then();
    }

    Mono<Void> failed(List<Subject> subjects, Instant now) {
        return Flux.fromIterable(subjects)
                .concatMap(subject -> book.lockToAdd(subject)
                        .filter(failures -> !failures.isLocked(now))
                        .flatMap(failures -> book.save(subject, failures.failed(now, limit(subject), rules), now)))
                .then();
    }

    private LoginRules.Limit limit(Subject subject) {
        return switch (subject.kind()) {
            case ACCOUNT -> rules.account();
            case ADDRESS -> rules.address();
        };
    }

    private static Mono<Optional<Instant>> latest(Flux<Failures> failures, Instant now) {
        return failures.filter(one -> one.isLocked(now))
                .map(Failures::lockedUntil)
                .collectList()
                .map(locks -> locks.stream().max(Instant::compareTo));
    }
}
