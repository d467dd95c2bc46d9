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
    private final LoginAddresses addresses;
    private final AccessTokens accessTokens;
    private final Secrets secrets;
    private final Presence presence;
    private final AuditTrail audit;
    private final IdentityRules rules;
    private final Ids ids;

    Sessions(
            RefreshFamilies families,
            LoginAddresses addresses,
            AccessTokens accessTokens,
            Secrets secrets,
            Presence presence,
            AuditTrail audit,
            IdentityRules rules,
            Ids ids) {
        this.families = families;
        this.addresses = addresses;
        this.accessTokens = accessTokens;
        this.secrets = secrets;
        this.presence = presence;
        this.audit = audit;
        this.rules = rules;
        this.ids = ids;
    }

    /// Inside the caller's transaction.
    ///
    /// @param address where it is opened from, which is remembered
    Mono<Session> open(Account account, String address, Instant now) {
        return Mono.defer(() -> {
            var family = RefreshFamily.begin(ids.next(), account.id(), now, rules.token());
            var token = secrets.refreshToken();
            return families.begin(family, secrets.hashOf(token))
                    .then(noted(account, address, now))
                    .thenReturn(new Session(account, token, family, now));
        });
    }

    /// Inside the caller's transaction.
    ///
    /// @param successor of the token that was shown
    /// @param address where it was shown, which is remembered
    Mono<Session> goOn(Account account, String successor, RefreshFamily family, String address, Instant now) {
        return noted(account, address, now).thenReturn(new Session(account, successor, family, now));
    }

    /// Inside the caller's transaction. The token's use was written down when its successor was made.
    ///
    /// @param successor that was given out
    /// @param address where the token was shown again, which is remembered
    Mono<Session> repeat(Account account, String successor, RefreshFamily family, String address, Instant now) {
        return seen(account, address, now).thenReturn(new Session(account, successor, family, now));
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

    private Mono<Void> noted(Account account, String address, Instant now) {
        return seen(account, address, now).then(audit.done(new Caller(account.id(), account.roles())));
    }

    private Mono<Void> seen(Account account, String address, Instant now) {
        return addresses
                .remember(account.id(), address, now, rules.login().remembered().perAccount())
                .then(account.roles().contains(Role.PLAYER) ? presence.seen(account.id(), now) : Mono.empty());
    }

    /// One that is stored, before its access token is issued.
    record Session(Account account, String refreshToken, RefreshFamily family, Instant now) {
        @Override
        public String toString() {
            return "Session[account=" + account + "]";
        }
    }
}
