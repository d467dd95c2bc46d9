package dev.warfront.kernel.rsocket;

import reactor.core.publisher.Mono;

/// Verifies bearer tokens.
interface TokenVerifier {
    /// Fails with {@link BadToken} on a token that is forged, expired or revoked.
    Mono<AuthenticatedSession> verify(String token);

    final class BadToken extends RuntimeException {
        BadToken(Throwable cause) {
            super("token refused", cause);
        }
    }
}
