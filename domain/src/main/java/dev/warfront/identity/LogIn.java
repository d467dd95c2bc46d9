package dev.warfront.identity;

import static dev.warfront.kernel.Result.done;
import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.Accounts.Credentials;
import dev.warfront.identity.IdentityEvent.AccountLocked;
import dev.warfront.identity.IdentityEvent.AddressLocked;
import dev.warfront.identity.IdentityRefusal.LoginLocked;
import dev.warfront.identity.IdentityRefusal.WrongCredentials;
import dev.warfront.identity.LoginGate.Lock;
import dev.warfront.identity.Sessions.Session;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import reactor.core.publisher.Mono;

/// Somebody shows a login and a password. Who does not exist gets the same answer, after the same time, as who gave a
/// wrong password.
@UseCase
public final class LogIn {
    private final Accounts accounts;
    private final Passwords passwords;
    private final LoginGate gate;
    private final AccountAccess access;
    private final Sessions sessions;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    LogIn(
            Accounts accounts,
            Passwords passwords,
            LoginGate gate,
            AccountAccess access,
            Sessions sessions,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.gate = gate;
        this.access = access;
        this.sessions = sessions;
        this.outbox = outbox;
        this.transactions = new RetriedTransactions(transactions);
        this.clock = clock;
    }

    /// Checks, counts, and opens a session. A refusal of wrong credentials was counted. That sanctions shut an account
    /// out is told to those alone who know its password.
    ///
    /// @param login as typed
    /// @param address where it comes from
    public Mono<Result<TokenPair, IdentityRefusal>> logIn(String login, String password, String address) {
        var known = LoginName.of(login);
        return accountOf(known)
                .flatMap(credentials -> gate.guess(known, credentials.map(Credentials::account), address)
                        .flatMap(guess -> judge(new Try(credentials, password, address, guess))))
                .flatMap(result -> result.whenDone(sessions::tokens));
    }

    private Mono<Optional<Credentials>> accountOf(Optional<LoginName> login) {
        return Mono.justOrEmpty(login)
                .flatMap(accounts::credentialsOf)
                .filter(credentials -> credentials.account().active())
                .singleOptional();
    }

    private Mono<Result<Session, IdentityRefusal>> judge(Try shown) {
        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> gate.lockedUntil(shown.guess(), now))
                .flatMap(locked -> locked.isPresent() && !shown.guess().judgedWhenLocked()
                        ? Mono.just(refused(new LoginLocked(locked.get())))
                        : check(shown).flatMap(checked -> lockAndDecide(checked).as(transactions::inTransaction)));
    }

    private Mono<Checked> check(Try shown) {
        return Mono.justOrEmpty(shown.credentials())
                .flatMap(known -> passwords.matches(shown.password(), known.passwordHash()))
                .switchIfEmpty(Mono.defer(() -> passwords.matchesNothing(shown.password())))
                .map(matches -> new Checked(shown, matches));
    }

    /// The verdict counts only under the lock: of a hundred guesses made at once, only the first few are answered.
    private Mono<Result<Session, IdentityRefusal>> lockAndDecide(Checked checked) {
        var guess = checked.shown().guess();
        return Mono.fromSupplier(clock::instant)
                .flatMap(now -> gate.lock(guess, now)
                        .flatMap(locked -> proven(checked).map(account -> decide(account, locked, guess)))
                        .flatMap(result -> switch (result) {
                            case Result.Done<Account, IdentityRefusal>(var account) ->
                                pass(account, checked.shown(), now);
                            case Result.Refused<Account, IdentityRefusal>(WrongCredentials wrong) ->
                                fail(checked.shown(), now).thenReturn(refused(wrong));
                            case Result.Refused<Account, IdentityRefusal>(var other) -> Mono.just(refused(other));
                        }));
    }

    /// Whose password it is, still: checking it took long, and what ends an account's sessions must find this one too.
    private Mono<Optional<Account>> proven(Checked checked) {
        return Mono.justOrEmpty(checked.shown().credentials())
                .filter(_ -> checked.matches())
                .flatMap(verified -> accounts.lockShared(verified.account().id())
                        .filter(present -> present.passwordHash().equals(verified.passwordHash())))
                .map(Credentials::account)
                .filter(Account::active)
                .singleOptional();
    }

    private static Result<Account, IdentityRefusal> decide(
            Optional<Account> proven, Optional<Instant> lockedUntil, LoginGuess guess) {
        if (proven.isPresent() && guess.judgedWhenLocked()) {
            return done(proven.get());
        }
        return lockedUntil
                .<Result<Account, IdentityRefusal>>map(until -> refused(new LoginLocked(until)))
                .orElseGet(() -> proven.<Result<Account, IdentityRefusal>>map(Result::done)
                        .orElseGet(() -> refused(new WrongCredentials())));
    }

    private Mono<Result<Session, IdentityRefusal>> pass(Account account, Try shown, Instant now) {
        return gate.passed(shown.guess())
                .then(access.refusalFor(account.id(), now))
                .flatMap(refusal -> refusal.isPresent()
                        ? Mono.just(refused(refusal.get()))
                        : sessions.open(account, shown.address(), now).map(session -> done(session)));
    }

    private Mono<Void> fail(Try shown, Instant now) {
        return gate.failed(shown.guess(), now)
                .map(locks -> locks.stream()
                        .flatMap(lock -> event(lock, shown.account(), now).stream())
                        .toList())
                .filter(events -> !events.isEmpty())
                .flatMap(outbox::append);
    }

    private static Optional<IdentityEvent> event(Lock lock, Optional<Account> account, Instant now) {
        return switch (lock.subject().kind()) {
            case REMEMBERED, ACCOUNT -> account.map(known -> new AccountLocked(known.id(), lock.until(), now));
            case ADDRESS -> Optional.of(new AddressLocked(lock.subject().name(), lock.until(), now));
        };
    }

    /// What was shown, and of whom.
    ///
    /// @param credentials of whose login it is; empty when it is nobody's
    /// @param address where it comes from
    private record Try(Optional<Credentials> credentials, String password, String address, LoginGuess guess) {
        Optional<Account> account() {
            return credentials.map(Credentials::account);
        }

        @Override
        public String toString() {
            return "Try[credentials=" + credentials + "]";
        }
    }

    /// What it came to.
    private record Checked(Try shown, boolean matches) {}
}
