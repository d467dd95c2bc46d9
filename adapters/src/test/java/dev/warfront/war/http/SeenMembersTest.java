package dev.warfront.war.http;

import static dev.warfront.war.postgres.WarWorld.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.war.EndReason;
import dev.warfront.war.WarStatus;
import dev.warfront.war.postgres.TwoClansOnPostgres;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

/// From a request that only proves who sent it, to the start of a war that asks who was seen.
class SeenMembersTest extends TwoClansOnPostgres {
    private final HttpServer server = HttpServer.of(
            Stream.of(world.controllers(), world.filters()).flatMap(Stream::of).toArray());
    private final WebTestClient client = server.client();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void givenTenMembersWithARequestEach_theirClanFights_andTheOneThatNobodySawForfeits() {
        var war = forgotten();
        attackers.subList(0, 10).forEach(this::sendAnything);

        world.nextPhase(war);

        assertThat(world.view(war).endReason()).isEqualTo(EndReason.FORFEIT);
        assertThat(world.view(war).winner()).isEqualTo(attacker);
    }

    @Test
    void givenTenMembersOfEachWithARequest_theWarBegins() {
        var war = forgotten();
        attackers.subList(0, 10).forEach(this::sendAnything);
        defenders.subList(5, 15).forEach(this::sendAnything);

        world.nextPhase(war);

        assertThat(world.view(war).status()).isEqualTo(WarStatus.ACTIVE);
    }

    @Test
    void givenNineWithARequest_theyAreTooFew() {
        var war = forgotten();
        attackers.subList(0, 9).forEach(this::sendAnything);
        defenders.subList(0, 9).forEach(this::sendAnything);

        world.nextPhase(war);

        assertThat(world.view(war).endReason()).isEqualTo(EndReason.NO_CONTEST);
    }

    /// A war in PREPARATION of two clans that were last seen before the days that count.
    private WarId forgotten() {
        var war = world.declare(attackers.getFirst(), attacker, defender);
        world.nextPhase(war);
        run(world.database()
                .sql("update guild_members set last_active_at = :at where guild_id in (:one, :other)")
                .bind("at", world.clock.instant().minus(Duration.ofDays(8)))
                .bind("one", attacker.value())
                .bind("other", defender.value())
                .then());
        return war;
    }

    /// A command that is refused is a sign of life too.
    private void sendAnything(PlayerId player) {
        client.post()
                .uri("/api/v1/clan-wars/" + UUID.randomUUID() + "/surrender")
                .header(HttpServer.CALLER, player.value() + " PLAYER")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "\"1\"")
                .exchange()
                .expectStatus()
                .isNotFound();
    }
}
