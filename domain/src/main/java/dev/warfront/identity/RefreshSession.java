package dev.warfront.identity;

import static dev.warfront.kernel.Result.refused;

import dev.warfront.identity.IdentityEvent.TokenReused;
import dev.warfront.identity.IdentityRefusal.BadRefreshToken;
import dev.warfront.identity.RefreshFamilies.Shown;
import dev.warfront.identity.RefreshFamily.Rotation.Over;
import dev.warfront.identity.RefreshFamily.Rotation.Repeated;
import dev.warfront.identity.RefreshFamily.Rotation.Reused;
import dev.warfront.identity.RefreshFamily.Rotation.Rotated;
import dev.warfront.identity.Sessions.Session;
import dev.warfront.kernel.Result;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import dev.warfront.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Somebody stays logged in by a refresh token.
@UseCase
public final class RefreshSession {
    private final RefreshFamilies families;
    private final Accounts accounts;
    private final AccountAccess access;
    private final Sessions sessions;
    private final Secrets secrets;
    private final Outbox outbox;
    private final IdentityRules rules;
    private final Transactions transactions;
    private final Clock clock;

    RefreshSession(
            RefreshFamilies families,
            Accounts accounts,
            AccountAccess access,
            Sessions sessions,
            Secrets secrets,
            Outbox outbox,
            IdentityRules rules,
            Transactions transactions,
            Clock clock) {
        this.families = families;
        this.accounts = accounts;
        this.access = access;
        this.sessions = sessions;
        this.secrets = secrets;
        this.outbox = outbox;
        this.rules = rules;
        this.transactions = new RetriedTransactions(transactions);
        this.clock = clock;
    }

    /// Refused when the token is good for nothing (any more). That a family is revoked because of it is kept.
    ///
    /// @param address where it comes from
    public Mono<Result<TokenPair, IdentityRefusal>> refresh(String token, String address) {
        return families.lock(secrets.hashOf(token))
                .flatMap(shown -> admit(new Renewal(token, address, clock.instant()), shown))
                .defaultIfEmpty(refused(new BadRefreshToken()))
                .as(transactions::inTransaction)
                .flatMap(result -> result.whenDone(sessions::tokens));
    }

    /// A sanction that ended the session says so: nobody should look for a fault of the token.
    private Mono<Result<Session, IdentityRefusal>> admit(Renewal renewal, Shown shown) {
        return access.refusalFor(shown.family().account(), renewal.at())
                .flatMap(refusal -> refusal.isPresent() ? Mono.just(refused(refusal.get())) : rotate(renewal, shown));
    }

    private Mono<Result<Session, IdentityRefusal>> rotate(Renewal renewal, Shown shown) {
        var family = shown.family();
        return switch (family.show(shown.generation(), renewal.at(), rules.token())) {
            case Rotated(var next) -> advance(renewal, next);
            case Repeated(var same) -> repeat(renewal, same);
            case Reused _ ->
                families.revoke(family.id(), renewal.at())
                        .then(outbox.append(List.of(new TokenReused(family.account(), family.id(), renewal.at()))))
                        .thenReturn(refused(new BadRefreshToken()));
            case Over _ -> Mono.just(refused(new BadRefreshToken()));
        };
    }

    private Mono<Result<Session, IdentityRefusal>> advance(Renewal renewal, RefreshFamily next) {
        var successor = secrets.successorOf(renewal.token());
        return families.advance(next, secrets.hashOf(successor))
                .then(answer(
                        next, account -> sessions.goOn(account, successor, next, renewal.address(), renewal.at())));
    }

    /// The successor that was given out: which key it followed from is known by what is stored of it.
    private Mono<Result<Session, IdentityRefusal>> repeat(Renewal renewal, RefreshFamily same) {
        return Flux.fromIterable(secrets.successorsOf(renewal.token()))
                .filterWhen(
                        candidate -> families.lock(secrets.hashOf(candidate)).hasElement())
                .next()
                .flatMap(successor -> answer(
                        same, account -> sessions.repeat(account, successor, same, renewal.address(), renewal.at())))
                .defaultIfEmpty(refused(new BadRefreshToken()));
    }

    private Mono<Result<Session, IdentityRefusal>> answer(
            RefreshFamily family, Function<Account, Mono<Session>> session) {
        return accounts.find(family.account())
                .filter(Account::active)
                .flatMap(session)
                .map(Result::<Session, IdentityRefusal>done)
                .defaultIfEmpty(refused(new BadRefreshToken()));
    }

    /// A token that is shown.
    private record Renewal(String token, String address, Instant at) {
        @Override
        public String toString() {
            return "Renewal[at=" + at + "]";
        }
    }
}
