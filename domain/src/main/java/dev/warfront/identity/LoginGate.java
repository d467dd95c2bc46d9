package dev.warfront.identity;

import dev.warfront.identity.IdentityRules.Limit;
import dev.warfront.identity.LoginFailures.Subject;
import dev.warfront.kernel.DomainService;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Counts wrong passwords and shuts out who gives too many of them.
@DomainService
final class LoginGate {
    private final LoginFailures failures;
    private final IdentityRules rules;

    LoginGate(LoginFailures failures, IdentityRules rules) {
        this.failures = failures;
        this.rules = rules;
    }

    /// Until when one of them is shut out; empty when none is.
    Mono<Optional<Instant>> lockedUntil(List<Subject> subjects, Instant now) {
        return latest(Flux.fromIterable(subjects).concatMap(failures::find), now);
    }

    /// As {@link #lockedUntil}, with the subjects locked in the order of their kinds until the transaction ends: of
    /// many guesses at once each sees what became of those before it.
    Mono<Optional<Instant>> lock(List<Subject> subjects, Instant now) {
        return latest(
                Flux.fromIterable(subjects)
                        .sort(Comparator.comparing(Subject::kind))
                        .concatMap(failures::lock),
                now);
    }

    /// The account's failures are forgiven; those of the address are not, or one account of his own would let an
    /// attacker guess at others for ever.
    Mono<Void> passed(List<Subject> subjects) {
        return Flux.fromIterable(subjects)
                .filter(subject -> subject.kind() == Subject.Kind.ACCOUNT)
                .concatMap(failures::forget)
                .then();
    }

    /// Counts one more of each. Must follow {@link #lock} in the same transaction.
    ///
    /// @return those that are shut out because of it
    Mono<List<Lock>> failed(List<Subject> subjects, Instant now) {
        return Flux.fromIterable(subjects)
                .concatMap(subject -> failures.find(subject)
                        .filter(before -> !before.isLocked(now))
                        .map(before -> before.failed(now, limit(subject), rules.login()))
                        .flatMap(next ->
                                failures.save(subject, next, now).thenReturn(new Lock(subject, next.lockedUntil()))))
                .filter(lock -> now.isBefore(lock.until()))
                .collectList();
    }

    private Limit limit(Subject subject) {
        return switch (subject.kind()) {
            case ACCOUNT -> rules.login().account();
            case ADDRESS -> rules.login().address();
        };
    }

    private static Mono<Optional<Instant>> latest(Flux<FailureHistory> found, Instant now) {
        return found.filter(one -> one.isLocked(now))
                .map(FailureHistory::lockedUntil)
                .collectList()
                .map(locks -> locks.stream().max(Instant::compareTo));
    }

    /// Somebody who is shut out.
    record Lock(Subject subject, Instant until) {}
}
