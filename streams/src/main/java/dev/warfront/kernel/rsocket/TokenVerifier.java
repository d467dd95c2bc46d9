package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.SourceAddress;
import reactor.core.publisher.Mono;

/// Verifies bearer tokens.
interface TokenVerifier {
    /// Fails with {@link BadToken} on a token that is forged, expired or revoked, and with RETRY_AFTER on one
    /// that would have to be checked when its address, or its session, has shown too many of these.
    Mono<AuthenticatedSession> verify(SourceAddress from, String token);

    final class BadToken extends RuntimeException {
        BadToken(Throwable cause) {
            super("token refused", cause);
        }
    }
}
