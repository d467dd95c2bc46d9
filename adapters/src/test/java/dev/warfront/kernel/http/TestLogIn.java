package dev.warfront.kernel.http;

import dev.warfront.identity.AccessTokens;
import dev.warfront.identity.AccessTokens.AccessToken;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.HttpHandlerDecoratorFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/// Issues the token that a request would have got by logging in, so that all behind it is as in the program.
/// It is verified, as if an earlier request had shown it.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TestLogIn implements HttpHandlerDecoratorFactory {
    private final AccessTokens tokens;
    private final TestSessions sessions;
    private final ReactiveJwtDecoder decoder;
    private final Clock clock;

    TestLogIn(AccessTokens tokens, TestSessions sessions, ReactiveJwtDecoder decoder, Clock clock) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.decoder = decoder;
        this.clock = clock;
    }

    @Override
    public HttpHandler apply(HttpHandler program) {
        return (request, response) -> {
            var named = request.getHeaders().getFirst(HttpServer.CALLER);
            return named == null
                    ? program.handle(request, response)
                    : logIn(named)
                            .delayUntil(decoder::decode)
                            .flatMap(token -> program.handle(bearing(token, request), response));
        };
    }

    Mono<String> logIn(String named) {
        var words = named.split(" ");
        var roles = Arrays.stream(words).skip(1).map(Role::valueOf).collect(Collectors.toSet());
        var caller = new Caller(new PlayerId(UUID.fromString(words[0])), roles);
        return tokens.issue(caller.id(), sessions.open(caller), roles, clock.instant())
                .map(AccessToken::value);
    }

    /// The next token of its session.
    Mono<String> refresh(String token) {
        return decoder.decode(token)
                .flatMap(known -> tokens.issue(
                        new PlayerId(UUID.fromString(known.getSubject())),
                        UUID.fromString(known.getClaimAsString("sid")),
                        known.getClaimAsStringList("roles").stream()
                                .map(Role::valueOf)
                                .collect(Collectors.toSet()),
                        clock.instant()))
                .map(AccessToken::value);
    }

    private static ServerHttpRequest bearing(String token, ServerHttpRequest request) {
        return request.mutate().headers(headers -> headers.setBearerAuth(token)).build();
    }

    /// Each goes on for ever.
    static final class TestSessions implements OpenSessions {
        private final Map<UUID, Caller> open = new ConcurrentHashMap<>();

        UUID open(Caller caller) {
            var id = UUID.randomUUID();
            open.put(id, caller);
            return id;
        }

        @Override
        public Mono<Caller> callerOf(PlayerId account, UUID session) {
            return Mono.fromSupplier(() -> open.get(session));
        }
    }
}
