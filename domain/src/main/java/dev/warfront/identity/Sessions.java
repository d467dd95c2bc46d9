package dev.warfront.identity;

import dev.warfront.audit.AuditTrail;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.DomainService;
import dev.warfront.kernel.Ids;
import dev.warfront.kernel.Role;
import java.time.Instant;
import reactor.core.publisher.Mono;

/// Opens and continues sessions for those who have shown who they are, which is being seen.
@DomainService
final class Sessions {
    private final RefreshFamilies families;
    private final AccessTokens accessTokens;
    private final Secrets secrets;
    private final Presence presence;
    private final AuditTrail audit;
    private final IdentityRules rules;
    private final Ids ids;

    Sessions(
            RefreshFamilies families,
            AccessTokens accessTokens,
            Secrets secrets,
            Presence presence,
            AuditTrail audit,
            IdentityRules rules,
            Ids ids) {
        this.families = families;
        this.accessTokens = accessTokens;
        this.secrets = secrets;
        this.presence = presence;
        this.audit = audit;
        this.rules = rules;
        this.ids = ids;
    }

    /// Inside the caller's transaction.
    Mono<Session> open(Account account, Instant now) {
        return Mono.defer(() -> {
            var family = RefreshFamily.begin(ids.next(), account.id(), now, rules.token());
            var token = secrets.refreshToken();
            return families.begin(family, secrets.hashOf(token))
                    .then(noted(account, now))
                    .thenReturn(new Session(account, token, family, now));
        });
    }

    /// Inside the caller's transaction.
    ///
    /// @param shown the token that was shown and is replaced
    Mono<Session> goOn(Account account, String shown, RefreshFamily family, Instant now) {
        return noted(account, now)
                .then(Mono.fromSupplier(() -> new Session(account, secrets.successorOf(shown), family, now)));
    }

    /// Once the transaction is committed: the keys that sign are read over another connection.
    Mono<TokenPair> tokens(Session session) {
        var account = session.account();
        return accessTokens
                .issue(account.id(), session.family().id(), account.roles(), session.now())
                .map(access -> new TokenPair(
                        access.value(),
                        access.expiresAt(),
                        session.refreshToken(),
                        session.family().idleUntil(),
                        session.now()));
    }

    private Mono<Void> noted(Account account, Instant now) {
        return seen(account, now).then(audit.done(new Caller(account.id(), account.roles())));
    }

    private Mono<Void> seen(Account account, Instant now) {
        return account.roles().contains(Role.PLAYER) ? presence.seen(account.id(), now) : Mono.empty();
    }

    /// One that is stored, before its access token is issued.
    record Session(Account account, String refreshToken, RefreshFamily family, Instant now) {
        @Override
        public String toString() {
            return "Session[account=" + account + "]";
        }
    }
}
