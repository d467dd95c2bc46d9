package dev.warfront.identity.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Commands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// A player who sends a command is seen: once a minute and node, before the command and outside of its transaction. A
/// command does not fail because of it.
@Component
@Order(-2) // behind the security filters, before the transaction of a command begins
final class PresenceFilter implements WebFilter, MeterBinder {
    private static final Logger log = LoggerFactory.getLogger(PresenceFilter.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int PLAYERS_MAX = 100_000;

    private final Presence presence;
    private final Clock clock;
    private final Cache<PlayerId, Instant> seen =
            Caffeine.newBuilder().maximumSize(PLAYERS_MAX).recordStats().build();

    PresenceFilter(Presence presence, Clock clock) {
        this.presence = presence;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry metrics) {
        CaffeineCacheMetrics.monitor(metrics, seen, "players_seen");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return Commands.isCommand(exchange)
                ? exchange.getPrincipal()
                        .ofType(Authentication.class)
                        .mapNotNull(Authentication::getPrincipal)
                        .ofType(Caller.class)
                        .filter(caller -> caller.is(Role.PLAYER))
                        .flatMap(caller -> see(caller.id()))
                        .then(chain.filter(exchange))
                : chain.filter(exchange);
    }

    private Mono<Void> see(PlayerId player) {
        return Mono.defer(() -> {
            var now = clock.instant();
            return isDue(player, now)
                    ? presence.seen(player, now)
                            .timeout(PATIENCE)
                            .onErrorResume(trouble -> forget(player, trouble))
                            .doOnCancel(() -> seen.invalidate(player))
                    : Mono.empty();
        });
    }

    /// The next command tries again.
    private Mono<Void> forget(PlayerId player, Throwable trouble) {
        log.warn("player {} was seen, which is not stored: {}", player.value(), trouble.toString());
        seen.invalidate(player);
        return Mono.empty();
    }

    private boolean isDue(PlayerId player, Instant now) {
        var due = new AtomicBoolean();
        seen.asMap().compute(player, (_, last) -> {
            due.set(last == null || !now.isBefore(last.plus(EVERY)));
            return due.get() || last == null ? now : last;
        });
        return due.get();
    }
}
