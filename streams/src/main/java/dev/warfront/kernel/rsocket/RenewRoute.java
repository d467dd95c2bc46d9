package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.StreamRules;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/// A connection sends a new token before its old one expires. It cannot become somebody else's.
@Controller
final class RenewRoute {
    private final TokenVerifier tokens;
    private final OpenSessions sessions;
    private final FrameCodec codec;
    private final StreamRules rules;
    private final Clock clock;

    RenewRoute(TokenVerifier tokens, OpenSessions sessions, FrameCodec codec, StreamRules rules, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.codec = codec;
        this.rules = rules;
        this.clock = clock;
    }

    record Renewal(@Nullable String accessToken) {}

    record Renewed(Instant expiresAt) {}

    @MessageMapping("auth.renew")
    @Allow(everyone = true)
    Mono<byte[]> renew(@Payload(required = false) byte @Nullable [] request) {
        return Mono.deferContextual(context -> {
            var connection = ClientConnection.of(context);
            var token = request == null
                    ? null
                    : codec.read(request, connection.format(), Renewal.class).accessToken();
            if (token == null) {
                return Mono.error(RSocketErrors.invalid());
            }
            return tokens.verify(connection.from(), token)
                    .onErrorMap(TokenVerifier.BadToken.class, _ -> RSocketErrors.with("UNAUTHENTICATED"))
                    .flatMap(session -> connection
                            .present(sessions)
                            .filter(present ->
                                    !present.id().equals(session.caller().id()))
                            .flatMap(_ -> Mono.<byte[]>error(RSocketErrors.forbidden()))
                            .switchIfEmpty(Mono.fromSupplier(() -> renew(connection, session))));
        });
    }

    private byte[] renew(ClientConnection connection, AuthenticatedSession session) {
        connection.authenticate(session, clock.instant(), rules.tokenGrace());
        return codec.write(new Renewed(session.expiresAt()), connection.format());
    }
}
