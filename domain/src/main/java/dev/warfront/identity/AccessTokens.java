package dev.warfront.identity;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Issues what a caller shows with each request.
public interface AccessTokens {
    /// A token for the caller, with a life of {@link IdentityRules.TokenRules#access}.
    ///
    /// @param session the family of refresh tokens with which it ends
    /// @param now when it is issued
    Mono<AccessToken> issue(PlayerId account, UUID session, Set<Role> roles, Instant now);

    /// A signed token and when it ends.
    record AccessToken(String value, Instant expiresAt) {
        @Override
        public String toString() {
            return "AccessToken[expiresAt=" + expiresAt + "]";
        }
    }
}
