package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.StreamRules;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/// A connection shows a new token before its old one expires. It cannot become somebody else's.
@Controller
final class RenewRoute {
    private final Tokens tokens;
    private final FrameCodec codec;
    private final StreamRules rules;
    private final Clock clock;

    RenewRoute(Tokens tokens, FrameCodec codec, StreamRules rules, Clock clock) {
        this.tokens = tokens;
        this.codec = codec;
        this.rules = rules;
        this.clock = clock;
    }

    record Renewal(@Nullable String accessToken) {}

    record Renewed(Instant expiresAt) {}

    @MessageMapping("auth.renew")
    Mono<byte[]> renew(@Payload(required = false) byte @Nullable [] request) {
        return Mono.deferContextual(context -> {
            var link = ClientConnection.of(context);
            var token = request == null
                    ? null
                    : codec.read(request, link.format(), Renewal.class).accessToken();
            if (token == null) {
                return Mono.error(Refused.invalid());
            }
            return tokens.verify(token)
                    .onErrorMap(Tokens.BadToken.class, _ -> Refused.with("UNAUTHENTICATED"))
                    .map(session -> renew(link, session));
        });
    }

    private byte[] renew(ClientConnection link, Session session) {
        var present = link.caller();
        if (present != null && !present.id().equals(session.caller().id())) {
            throw Refused.forbidden();
        }
        link.speaksFor(session, clock.instant(), rules.tokenGrace());
        return codec.write(new Renewed(session.expiresAt()), link.format());
    }
}
