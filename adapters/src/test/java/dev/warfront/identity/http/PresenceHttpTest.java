package dev.warfront.identity.http;

import static dev.warfront.identity.http.IdentityApi.player;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.identity.IdentityGame.Neighbours;
import dev.warfront.identity.Presence;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.HttpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.transaction.reactive.TransactionContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// When a player who sends commands is noted as seen.
class PresenceHttpTest {
    private final SeenPlayers presence = new SeenPlayers();
    private final IdentityApi api = new IdentityApi(Neighbours.quiet().with(presence), new Commands() {});
    private final PlayerId player = new PlayerId(UUID.randomUUID());

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void givenCommandsOfAPlayer_itIsSeenOnceAMinute_outsideOfTheirTransactions() {
        command();
        command();
        assertThat(presence.seen).containsExactly(player);

        api.clock.advance(Duration.ofMinutes(1));
        command();

        assertThat(presence.seen).containsExactly(player, player);
        assertThat(presence.insideOfATransaction).isFalse();
    }

    @Test
    void givenThatSeeingFails_theCommandGoesOn_andTheNextOneTriesAgain() {
        presence.broken.set(true);
        command().expectStatus().isOk();
        assertThat(presence.seen).isEmpty();

        presence.broken.set(false);
        command();

        assertThat(presence.seen).containsExactly(player);
    }

    @Test
    void givenReadsOrCommandsOfOthers_nobodyIsSeen() {
        api.get("/api/v1/me", player(player));
        api.createServer("eu-1");

        assertThat(presence.seen).isEmpty();
    }

    private ResponseSpec command() {
        return api.client()
                .post()
                .uri("/api/v1/commands")
                .header(HttpServer.CALLER, player(player))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .exchange();
    }

    /// Abstract, so that no scan takes it into a program.
    @RestController
    abstract static class Commands {
        @PostMapping("/api/v1/commands")
        @Allow(Role.PLAYER)
        Mono<ResponseEntity<String>> command() {
            return Mono.just(Answer.ok("done"));
        }
    }

    /// Who was seen over HTTP.
    private static final class SeenPlayers implements Presence {
        private final List<PlayerId> seen = new CopyOnWriteArrayList<>();
        private final AtomicBoolean insideOfATransaction = new AtomicBoolean();
        private final AtomicBoolean broken = new AtomicBoolean();

        @Override
        public Mono<Void> seen(PlayerId player, Instant at) {
            return Mono.deferContextual(context -> {
                if (broken.get()) {
                    return Mono.error(new IllegalStateException("no database"));
                }
                insideOfATransaction.compareAndSet(false, context.hasKey(TransactionContext.class));
                seen.add(player);
                return Mono.empty();
            });
        }
    }
}
