package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.identity.IdentityEvent.AccountLocked;
import dev.warfront.identity.IdentityEvent.AddressLocked;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginFailures.Subject;
import dev.warfront.identity.LoginGate.Lock;
import dev.warfront.identity.Sessions.Session;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Somebody shows a login and a password. Who does not exist gets the same answer, after the same time, as who gave a
/// wrong password.
@UseCase
public final class LogIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginGate gate;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    LogIn(
            Accounts accounts,
            Passwords passwords,
            LoginGate gate,
            Sessions sessions,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.gate = gate;
        this.sessions = sessions;
        this.outbox = outbox;
        this.transactions = new RetriedTransactions(transactions);
        this.clock = clock;
    }

    /// Checks, counts, and opens a session. A refusal of wrong credentials was counted.
    ///
    /// @param login as typed
    /// @param address where it comes from
    public Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password, String address) {
        var known = LoginName.of(login);
        var subjects = List.of(
                new Subject(Subject.Kind.ACCOUNT, known.map(LoginName::folded).orElse("")),
                new Subject(Subject.Kind.ADDRESS, address));
        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> gate.lockedUntil(subjects, now))
                .flatMap(locked -> locked.isPresent()
                        ? Mono.just(Result.<Session, IdentityRefusal>refused(new LoginLocked(locked.get())))
                        : check(known, password)
                                .flatMap(checked ->
                                        lockAndDecide(checked, subjects).as(transactions::inTransaction)))
                .flatMap(result -> result.whenDone(sessions::tokens));
    }

    private Mono<Checked> check(Optional<LoginName> login, String password) {
        return Mono.justOrEmpty(login)
                .flatMap(accounts::credentialsOf)
                .filter(credentials -> credentials.account().active())
                .flatMap(credentials -> passwords
                        .matches(password, credentials.passwordHash())
                        .map(matches -> new Checked(Optional.of(credentials), matches)))
                .switchIfEmpty(Mono.defer(
                        () -> passwords.matchesNothing(password).map(_ -> new Checked(Optional.empty(), false))));
    }

    /// The verdict counts only under the lock: of a hundred guesses made at once, only the first few are answered.
    private Mono<Result<Session, IdentityRefusal>> lockAndDecide(Checked checked, List<Subject> subjects) {
        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> gate.lock(subjects, now)
                        .flatMap(locked -> proven(checked).map(account -> decide(account, locked)))
                        .flatMap(result -> switch (result) {
                            case Result.Done<Account, IdentityRefusal>(var account) -> pass(account, subjects, now);
                            case Result.Refused<Account, IdentityRefusal>(WrongCredentials wrong) ->
                                fail(checked, subjects, now).thenReturn(refused(wrong));
                            case Result.Refused<Account, IdentityRefusal>(var other) -> Mono.just(refused(other));
                        }));
    }

    /// Whose password it is, still: checking it took long, and what ends an account's sessions must find this one too.
    private Mono<Optional<Account>> proven(Checked checked) {
        return Mono.justOrEmpty(checked.credentials())
                .filter(_ -> checked.matches())
                .flatMap(verified -> accounts.lockShared(verified.account().id())
                        .filter(present -> present.passwordHash().equals(verified.passwordHash())))
                .map(Credentials::account)
                .filter(Account::active)
                .singleOptional();
    }

    private static Result<Account, IdentityRefusal> decide(Optional<Account> proven, Optional<Instant> lockedUntil) {
        return lockedUntil
                .<Result<Account, IdentityRefusal>>map(until -> refused(new LoginLocked(until)))
                .orElseGet(() -> proven.<Result<Account, IdentityRefusal>>map(Result::done)
                        .orElseGet(() -> refused(new WrongCredentials())));
    }

    private Mono<Result<Session, IdentityRefusal>> pass(Account account, List<Subject> subjects, Instant now) {
        return gate.passed(subjects).then(sessions.open(account, now)).map(session -> done(session));
    }

    private Mono<Void> fail(Checked checked, List<Subject> subjects, Instant now) {
        return gate.failed(subjects, now)
                .map(locks -> locks.stream()
                        .flatMap(lock -> event(lock, checked.account(), now).stream())
                        .toList())
                .filter(events -> !events.isEmpty())
                .flatMap(outbox::append);
    }

    private static Optional<IdentityEvent> event(Lock lock, Optional<Account> account, Instant now) {
        return switch (lock.subject().kind()) {
            case ACCOUNT -> account.map(known -> new AccountLocked(known.id(), lock.until(), now));
            case ADDRESS -> Optional.of(new AddressLocked(lock.subject().name(), lock.until(), now));
        };
    }

    /// What the login and the password came to.
    ///
    /// @param credentials of whose login it is; empty when it is nobody's
    private record Checked(Optional<Credentials> credentials, boolean matches) {
        Optional<Account> account() {
            return credentials.map(Credentials::account);
        }
    }
}
