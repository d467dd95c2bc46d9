package dev.warfront.identity;

import dev.warfront.kernel.Ids;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.UseCase;
import java.time.Instant;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Opens and continues sessions for those who have shown who they are.
@UseCase
final class Sessions {
    private final RefreshFamilies families;
    private final AccessTokens accessTokens;
    private final Secrets secrets;
    private final TokenRules rules;
    private final Ids ids;

    Sessions(RefreshFamilies families, AccessTokens accessTokens, Secrets secrets, TokenRules rules, Ids ids) {
        this.families = families;
        this.accessTokens = accessTokens;
        this.secrets = secrets;
        this.rules = rules;
        this.ids = ids;
    }

    /// Inside the caller's transaction.
    Mono<Tokens> open(Account account, Instant now) {
        return Mono.defer(() -> {
            var family = RefreshFamily.begin(ids.next(), account.id(), now, rules);
            var token = secrets.refreshToken();
            return families.begin(family, secrets.hashOf(token))
                    .then(tokens(account.id(), account.roles(), token, family, now));
        });
    }

    /// @param shown the token that was shown and is replaced
    Mono<Tokens> goOn(Account account, String shown, RefreshFamily family, Instant now) {
        return Mono.defer(() -> tokens(account.id(), account.roles(), secrets.successorOf(shown), family, now));
    }

    private Mono<Tokens> tokens(
            PlayerId account, Set<Role> roles, String refreshToken, RefreshFamily family, Instant now) {
        return accessTokens
                .issue(account, roles, now)
                .map(access -> new Tokens(access.value(), access.expiresAt(), refreshToken, family.idleUntil(), now));
    }
}
