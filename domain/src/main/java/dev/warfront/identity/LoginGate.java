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
    private final LoginAddresses addresses;
    private final IdentityRules rules;

    LoginGate(LoginFailures failures, LoginAddresses addresses, IdentityRules rules) {
        this.failures = failures;
        this.addresses = addresses;
        this.rules = rules;
    }

    /// Where a try counts. A login that is nobody's costs what a known one costs.
    ///
    /// @param login empty for what cannot be one
    /// @param account empty when it is nobody's
    Mono<LoginGuess> guess(Optional<LoginName> login, Optional<Account> account, String address) {
        var folded = login.map(LoginName::folded).orElse("");
        var strange = LoginGuess.strange(folded, address);
        return Mono.justOrEmpty(login)
                .flatMap(name -> addresses
                        .isRemembered(name, address)
                        .map(remembered -> remembered ? LoginGuess.remembered(name, address) : strange))
                .defaultIfEmpty(strange)
                .map(guess -> account.filter(Account::isGameServer).isPresent()
                        ? LoginGuess.ofGameServer(folded, address)
                        : guess);
    }

    /// Until when it is shut out; empty when it is not.
    Mono<Optional<Instant>> lockedUntil(LoginGuess guess, Instant now) {
        return latest(Flux.fromIterable(guess.counted()).concatMap(failures::find), now);
    }

    /// As {@link #lockedUntil}, with the subjects locked in the order of their kinds until the transaction ends: of
    /// many guesses at once each sees what became of those before it.
    Mono<Optional<Instant>> lock(LoginGuess guess, Instant now) {
        return latest(
                Flux.fromIterable(guess.counted())
                        .sort(Comparator.comparing(Subject::kind))
                        .concatMap(failures::lock),
                now);
    }

    /// The login's failures are forgiven where it passed; those of the address are not, or one account of his own would
    /// let an attacker guess at others for ever.
    Mono<Void> passed(LoginGuess guess) {
        return Flux.fromIterable(guess.counted())
                .filter(subject -> subject.kind() != Subject.Kind.ADDRESS)
                .concatMap(failures::forget)
                .then();
    }

    /// Counts one more of each. Must follow {@link #lock} in the same transaction.
    ///
    /// @return those that are shut out because of it
    Mono<List<Lock>> failed(LoginGuess guess, Instant now) {
        return Flux.fromIterable(guess.counted())
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
            case REMEMBERED, ACCOUNT -> rules.login().account();
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
