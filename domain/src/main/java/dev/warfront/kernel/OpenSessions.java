package dev.warfront.kernel;

import java.util.UUID;
import reactor.core.publisher.Mono;

/// The sessions of those who have logged in, as they are now. What a token says of its caller was so when it was
/// issued. Source: docs/rules/identity.md.
public interface OpenSessions {
    /// Who the session speaks for, with the roles that the account has now. Empty when the session or the account is
    /// over, or was never there. At most a second old.
    Mono<Caller> callerOf(PlayerId account, UUID session);
}
