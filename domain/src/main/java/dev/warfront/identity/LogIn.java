package dev.warfront.identity;

import dev.warfront.identity.FailureBook.Subject;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Somebody shows a login and a password. Who does not exist is told the same, after the same time, as who gave a wrong
/// password.
@UseCase
public final class LogIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginGate gate;
    private final Sessions sessions;
    private final Presence presence;
    private final Transactions transactions;
    private final Clock clock;

    LogIn(
            Accounts accounts,
            Passwords passwords,
            LoginGate gate,
            Sessions sessions,
            Presence presence,
            Transactions transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.gate = gate;
        this.sessions = sessions;
        this.presence = presence;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Checks, counts, and opens a session.
    ///
    /// @param login as typed
    /// @param address where it comes from
    public Mono<Outcome> logIn(String login, String password, String address) {
        return Mono.defer(() -> {
            var known = Login.of(login);
            var subjects = subjects(known.map(Login::folded).orElse(""), address);
            return gate.lockedUntil(subjects, clock.instant())
                    .flatMap(locked -> locked.<Mono<Outcome>>map(until -> Mono.just(new Outcome.Locked(until)))
                            .orElseGet(() -> check(known, password).flatMap(account -> decide(account, subjects))));
        });
    }

    private static List<Subject> subjects(String folded, String address) {
        return List.of(new Subject(Subject.Kind.ACCOUNT, folded), new Subject(Subject.Kind.ADDRESS, address));
    }

    private Mono<Optional<Account>> check(Optional<Login> login, String password) {
        return Mono.justOrEmpty(login)
                .flatMap(accounts::credentialsOf)
                .filter(credentials -> credentials.account().active())
                .flatMap(credentials -> passwords
                        .matches(password, credentials.passwordHash())
                        .map(matches -> Optional.of(credentials.account()).filter(_ -> matches)))
                .switchIfEmpty(
                        Mono.defer(() -> passwords.matchesNothing(password).map(_ -> Optional.empty())));
    }

    /// The verdict counts only under the lock: of a hundred guesses made at once, only the first few are answered.
    private Mono<Outcome> decide(Optional<Account> account, List<Subject> subjects) {
        return Mono.defer(() -> {
                    var now = clock.instant();
                    return gate.judge(subjects, now)
                            .flatMap(locked -> locked.<Mono<Outcome>>map(until -> Mono.just(new Outcome.Locked(until)))
                                    .orElseGet(() -> account.map(known -> pass(known, subjects, now))
                                            .orElseGet(() -> fail(subjects, now))));
                })
                .as(transactions::inTransaction);
    }

    private Mono<Outcome> pass(Account account, List<Subject> subjects, Instant now) {
        var seen = account.roles().contains(Role.PLAYER) ? presence.seen(account.id(), now) : Mono.<Void>empty();
        return gate.passed(subjects)
                .then(seen)
                .then(sessions.open(account, now))
                .map(Outcome.LoggedIn::new);
    }

    private Mono<Outcome> fail(List<Subject> subjects, Instant now) {
        return gate.failed(subjects, now).thenReturn(new Outcome.WrongCredentials());
    }

    /// What came of it.
    public sealed interface Outcome {
        /// Welcome.
        record LoggedIn(Tokens tokens) implements Outcome {}

        /// Login or password, nobody learns which.
        record WrongCredentials() implements Outcome {}

        /// Too many of those; not even the right password helps before that instant.
        record Locked(Instant until) implements Outcome {}
    }
}
