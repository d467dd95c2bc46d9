package dev.warfront.guild.http;

import static dev.warfront.guild.TestGuild.anyRegistration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildGame;
import dev.warfront.guild.postgres.GuildOnPostgres;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The routes of clans on a real server with the real PostgreSQL, and requests to them.
final class GuildApi {
    static final GuildOnPostgres GUILD = new GuildOnPostgres();
    static final GuildGame GAME = new GuildGame(
            GUILD,
            new OutboxOnPostgres(GuildOnPostgres.events()).outbox(),
            ThreadLocalRandom.current().nextLong());
    private static final GuildProblems PROBLEMS = new GuildProblems();
    private static final WebTestClient CLIENT = HttpServer.of(
                    new ClanController(
                            GAME.createClan,
                            GAME.grantToClan,
                            GUILD.clans(),
                            GUILD.clanDirectory(),
                            GAME.regions,
                            PROBLEMS),
                    new MembershipController(
                            GAME.invitePlayer, GAME.acceptInvitation, GAME.leaveClan, GAME.changeRank, PROBLEMS),
                    new InvitationController(GAME.visibleInvitations, PROBLEMS),
                    new OwnClanController(GUILD.clans(), PROBLEMS),
                    PROBLEMS)
            .client();

    private GuildApi() {}

    static WebTestClient.RequestBodySpec request(HttpMethod method, String path, UUID caller, String roles) {
        return CLIENT.method(method)
                .uri("/api/v1" + path)
                .header(HttpServer.CALLER, caller + " " + roles)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    static Answered post(String path, UUID caller, @Nullable Object body, String... ifMatch) {
        return send(request(HttpMethod.POST, path, caller, "PLAYER"), body, ifMatch);
    }

    static Answered send(WebTestClient.RequestBodySpec request, @Nullable Object body, String... ifMatch) {
        for (var version : ifMatch) {
            request.header("If-Match", version);
        }
        var spec = body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
        return new Answered(spec.expectBody(Map.class).returnResult());
    }

    /// What came back.
    @SuppressWarnings("rawtypes") // a JSON object
    record Answered(EntityExchangeResult<Map> result) {
        int status() {
            return result.getStatus().value();
        }

        Object get(String field) {
            return Objects.requireNonNull(body().get(field), field);
        }

        Map<?, ?> body() {
            return Objects.requireNonNull(result.getResponseBody());
        }

        String id() {
            return (String) get("id");
        }

        @Nullable
        String eTag() {
            return result.getResponseHeaders().getETag();
        }

        Answered expect(int status, String code) {
            assertThat(status() + " " + body().get("code")).isEqualTo(status + " " + code);
            assertThat(result.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
            return this;
        }

        Answered expect(int status) {
            assertThat(status()).as("%s", result).isEqualTo(status);
            return this;
        }
    }

    static Answered found(UUID founder) {
        var registration = anyRegistration();
        return post(
                        "/clans",
                        founder,
                        Map.of("name", registration.name(), "tag", registration.tag(), "region", registration.region()))
                .expect(201);
    }

    static Answered get(String path, UUID caller, String roles) {
        return send(request(HttpMethod.GET, path, caller, roles), null);
    }

    static Answered getAnonymously(String path, Object... values) {
        return new Answered(CLIENT.get()
                .uri("/api/v1" + path, values)
                .exchange()
                .expectBody(Map.class)
                .returnResult());
    }

    static Answered grant(String clan, String roles, Map<String, Object> body) {
        return send(request(HttpMethod.POST, "/admin/clans/" + clan + "/grants", UUID.randomUUID(), roles), body);
    }

    static Answered rank(String clan, UUID actor, UUID player, Object body, String... ifMatch) {
        return send(request(HttpMethod.PUT, "/clans/" + clan + "/members/" + player, actor, "PLAYER"), body, ifMatch);
    }
}
