package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Role;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A private channel that answers who asks, and holds what it got until it is let go.
@Allow
class Echo {
    @MessageMapping("echo")
    Flux<byte[]> echo(@Payload Flux<byte[]> items) {
        return Flux.deferContextual(context -> {
            var connection = ClientConnection.of(context);
            return items.takeUntilOther(connection.closing()).takeUntilOther(expired(connection));
        });
    }

    private static Mono<Void> expired(ClientConnection connection) {
        return connection.expired().then(Mono.error(() -> RSocketErrors.with("TOKEN_EXPIRED")));
    }

    /// As the other, for game servers alone.
    static final class OfServers {
        @MessageMapping("servers")
        @Allow(Role.GAME_SERVER)
        Flux<byte[]> echo(@Payload Flux<byte[]> items) {
            return Flux.deferContextual(context -> items.takeUntilOther(expired(ClientConnection.of(context))));
        }
    }
}
