package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Caller;
import java.time.Instant;

/// Who a connection is authenticated as.
///
/// @param expiresAt when the token that says so expires
record AuthenticatedSession(Caller caller, Instant expiresAt) {}
