package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import java.time.Instant;
import java.util.UUID;

/// Who a connection is authenticated as.
///
/// @param id of the session that the caller has logged in to
/// @param expiresAt when the token that says so expires
record AuthenticatedSession(Caller caller, UUID id, Instant expiresAt) {
    AuthenticatedSession as(Caller present) {
        return new AuthenticatedSession(present, id, expiresAt);
    }
}
