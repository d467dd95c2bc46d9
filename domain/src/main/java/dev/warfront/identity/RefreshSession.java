package dev.warfront.identity;

import dev.warfront.identity.RefreshFamily.Rotation.Over;
import dev.warfront.identity.RefreshFamily.Rotation.Repeated;
import dev.warfront.identity.RefreshFamily.Rotation.Reused;
import dev.warfront.identity.RefreshFamily.Rotation.Rotated;
import dev.warfront.kernel.Transactions;
import dev.warfront.kernel.UseCase;
import java.time.Clock;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Somebody stays logged in by a refresh token.
@UseCase
public final class RefreshSession {
    private final RefreshFamilies families;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Secrets secrets;
    private final TokenRules rules;
    private final Transactions transactions;
    private final Clock clock;

    RefreshSession(
            RefreshFamilies families,
            Accounts accounts,
            Sessions sessions,
            Secrets secrets,
            TokenRules rules,
            Transactions transactions,
            Clock clock) {
        this.families = families;
        this.accounts = accounts;
        this.sessions = sessions;
        this.secrets = secrets;
        this.rules = rules;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Empty when the token is good for nothing (any more). That a family is revoked because of it is kept.
    public Mono<Tokens> refresh(String token) {
        return Mono.defer(() ->
                        families.lock(secrets.hashOf(token)).flatMap(shown -> decide(token, shown, clock.instant())))
                .as(transactions::inTransaction);
    }

    private Mono<Tokens> decide(String token, RefreshFamilies.Shown shown, Instant now) {
        var family = shown.family();
        return switch (family.show(shown.generation(), now, rules)) {
            case Rotated(var next) ->
                families.advance(next, secrets.hashOf(secrets.successorOf(token)))
                        .then(goOn(token, next, now));
            case Repeated(var same) -> goOn(token, same, now);
            case Reused _ -> families.revoke(family.id(), now).then(Mono.empty());
            case Over _ -> Mono.empty();
        };
    }

    private Mono<Tokens> goOn(String token, RefreshFamily family, Instant now) {
        return accounts.find(family.account())
                .filter(Account::active)
                .flatMap(account -> sessions.goOn(account, token, family, now));
    }
}
