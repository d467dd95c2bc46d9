package dev.warfront.guild.http;

import static dev.warfront.guild.TestGuild.anyRegistration;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildGame;
import dev.warfront.guild.postgres.GuildOnPostgres;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.http.HttpServer;
import dev.warfront.outbox.postgres.OutboxOnPostgres;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;

class GuildHttpTest {
    private static final GuildOnPostgres GUILD = new GuildOnPostgres();
    private static final GuildGame GAME = new GuildGame(
            GUILD,
            new OutboxOnPostgres(GuildOnPostgres.events()).outbox(),
            ThreadLocalRandom.current().nextLong());

    private static HttpServer server;
    private static WebTestClient client;

    @BeforeAll
    static void start() {
        var problems = new GuildProblems();
        server = HttpServer.of(
                new ClanController(GAME.createClan, GAME.grantToClan, GUILD.clans(), problems),
                new MembershipController(
                        GAME.invitePlayer, GAME.acceptInvitation, GAME.leaveClan, GAME.changeRank, problems),
                problems);
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private final UUID leader = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    private static WebTestClient.RequestBodySpec request(HttpMethod method, String path, UUID caller, String roles) {
        return client.method(method)
                .uri("/api/v1" + path)
                .header(HttpServer.CALLER, caller + " " + roles)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static Answered post(String path, UUID caller, @Nullable Object body, String... ifMatch) {
        return send(request(HttpMethod.POST, path, caller, "PLAYER"), body, ifMatch);
    }

    private static Answered send(WebTestClient.RequestBodySpec request, @Nullable Object body, String... ifMatch) {
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
    private record Answered(EntityExchangeResult<Map> result) {
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

    private static Answered found(UUID founder) {
        var registration = anyRegistration();
        return post(
                        "/clans",
                        founder,
                        Map.of("name", registration.name(), "tag", registration.tag(), "region", registration.region()))
                .expect(201);
    }

    private static Answered get(String path, UUID caller, String roles) {
        return send(request(HttpMethod.GET, path, caller, roles), null);
    }

    private static Answered getAnonymously(String path) {
        return new Answered(client.get()
                .uri("/api/v1" + path)
                .exchange()
                .expectBody(Map.class)
                .returnResult());
    }

    private static Answered grant(String clan, String roles, Map<String, Object> body) {
        return send(request(HttpMethod.POST, "/admin/clans/" + clan + "/grants", UUID.randomUUID(), roles), body);
    }

    private static Answered rank(String clan, UUID actor, UUID player, Object body, String... ifMatch) {
        return send(request(HttpMethod.PUT, "/clans/" + clan + "/members/" + player, actor, "PLAYER"), body, ifMatch);
    }

    @Test
    void givenAFounder_theClanIsAnswered_andFoundAgain() {
        var created = found(leader);

        assertThat(created.result().getResponseHeaders().getLocation()).hasPath("/api/v1/clans/" + created.id());
        assertThat(created.eTag()).isEqualTo("\"1\"");
        assertThat(created.get("leader_id")).isEqualTo(leader.toString());
        assertThat(created.get("member_count")).isEqualTo(1);
        assertThat(created.get("max_members")).isEqualTo(50);
        assertThat(created.get("status")).isEqualTo("ACTIVE");
        assertThat((String) created.get("created_at")).endsWith(".000Z");
        var read = getAnonymously("/clans/" + created.id()).expect(200);
        assertThat(read.get("name")).isEqualTo(created.get("name"));
        assertThat(read.eTag()).isEqualTo("\"1\"");
    }

    @Test
    void givenATreasury_onlyMembersAndAdministratorsSeeIt() {
        var clan = found(leader).id();
        grant(clan, "ADMIN", Map.of("credits", 700, "experience", 1_000, "reason", "test"))
                .expect(201);

        assertThat(getAnonymously("/clans/" + clan).body().get("treasury")).isNull();
        assertThat(get("/clans/" + clan, other, "PLAYER").body().get("treasury"))
                .isNull();
        assertThat(get("/clans/" + clan, leader, "PLAYER").get("treasury")).isEqualTo(700);
        assertThat(get("/clans/" + clan, other, "ADMIN").get("treasury")).isEqualTo(700);
    }

    @Test
    void givenAGrant_levelAndTreasuryAreAnswered() {
        var clan = found(leader).id();

        var granted = grant(clan, "ADMIN", Map.of("credits", 5_000, "experience", 5_000, "reason", "test"))
                .expect(201);

        assertThat(granted.get("level")).isEqualTo(3);
        assertThat(granted.get("treasury")).isEqualTo(5_000);
        grant(clan, "PLAYER", Map.of("credits", 1, "experience", 1, "reason", "test"))
                .expect(403, "FORBIDDEN");
        grant(clan, "ADMIN", Map.of("credits", -1, "experience", 1, "reason", "test"))
                .expect(400, "VALIDATION_FAILED");
        grant(clan, "ADMIN", Map.of("credits", 1, "experience", 1)).expect(400, "VALIDATION_FAILED");
        grant(clan, "ADMIN", Map.of("credits", Long.MAX_VALUE, "experience", 0, "reason", "test"))
                .expect(422, "GRANT_TOO_LARGE");
        grant(UUID.randomUUID().toString(), "ADMIN", Map.of("credits", 1, "experience", 1, "reason", "test"))
                .expect(404, "CLAN_NOT_FOUND");
    }

    @Test
    void givenAnInvitation_thePlayerJoins_isPromoted_andLeaves() {
        var clan = found(leader).id();
        var invitation = post("/clans/" + clan + "/invitations", leader, Map.of("player_id", other))
                .expect(201);
        assertThat(invitation.get("status")).isEqualTo("PENDING");
        var accept = "/clan-invitations/" + invitation.id() + "/accept";

        post(accept, other, null).expect(428, "IF_MATCH_REQUIRED");
        post(accept, other, null, "\"9\"").expect(412, "VERSION_CONFLICT");
        post(accept, leader, null, "\"1\"").expect(404, "INVITATION_NOT_FOUND");
        var joined = post(accept, other, null, "\"1\"").expect(200);
        assertThat(joined.get("rank")).isEqualTo("MEMBER");
        assertThat(joined.eTag()).isEqualTo("\"1\"");
        post(accept, other, null, "\"1\"").expect(409, "INVITATION_NOT_PENDING");

        var promoted =
                rank(clan, leader, other, Map.of("rank", "OFFICER"), "\"1\"").expect(200);
        assertThat(promoted.get("rank")).isEqualTo("OFFICER");
        assertThat(promoted.eTag()).isEqualTo("\"2\"");
        assertThat((Iterable<?>) getAnonymously("/clans/" + clan + "/members").get("items"))
                .hasSize(2);
        var left = post("/clans/" + clan + "/leave", other, Map.of()).expect(200);
        assertThat(left.id()).isEqualTo(clan);
        assertThat(left.get("member_count")).isEqualTo(1);
        assertThat(left.body().get("treasury")).isNull();
        post("/clans/" + clan + "/leave", other, Map.of()).expect(403, "NOT_A_MEMBER");
    }

    @Test
    void givenATakenNameOrTag_itIsRefused() {
        var registration = anyRegistration();
        var unlike = anyRegistration();
        post("/clans", leader, registration).expect(201);

        post("/clans", other, Map.of("name", registration.name(), "tag", unlike.tag(), "region", "eu"))
                .expect(409, "CLAN_NAME_TAKEN");
        post("/clans", other, Map.of("name", unlike.name(), "tag", registration.tag(), "region", "eu"))
                .expect(409, "CLAN_TAG_TAKEN");
        var refused = post("/clans", leader, unlike).expect(409, "ALREADY_IN_CLAN");
        assertThat(refused.body().get("clan_id")).isNotNull();
    }

    @Test
    void givenAnImproperRegistration_eachFieldIsNamed() {
        var refused = post("/clans", leader, Map.of("name", "x", "tag", "-", "region", "?"));

        refused.expect(400, "VALIDATION_FAILED");
        assertThat((Iterable<?>) refused.get("violations"))
                .extracting(violation -> ((Map<?, ?>) violation).get("field"))
                .isEqualTo(java.util.List.of("name", "tag", "region"));
        post("/clans", leader, Map.of("name", "Ash Wolves")).expect(400, "VALIDATION_FAILED");
    }

    @Test
    void givenAGameServer_itFoundsNoClan() {
        var registration = anyRegistration();

        send(request(HttpMethod.POST, "/clans", leader, "GAME_SERVER"), registration)
                .expect(403, "FORBIDDEN");
    }

    @Test
    void givenInvitationsThatCannotBe_eachHasItsCode() {
        var clan = found(leader).id();
        var path = "/clans/" + clan + "/invitations";
        var unknown = UUID.randomUUID();
        GAME.unknown.add(new PlayerId(unknown));

        post(path, other, Map.of("player_id", UUID.randomUUID())).expect(403, "NOT_A_MEMBER");
        post(path, leader, Map.of("player_id", leader)).expect(409, "ALREADY_IN_CLAN");
        post(path, leader, Map.of("player_id", unknown)).expect(404, "PLAYER_NOT_FOUND");
        post(path, leader, Map.of("player_id", other)).expect(201);
        var twice = post(path, leader, Map.of("player_id", other)).expect(409, "ALREADY_INVITED");
        assertThat(twice.body().get("invitation_id")).isNotNull();
        post(path, leader, Map.of()).expect(400, "VALIDATION_FAILED");
        post("/clans/" + UUID.randomUUID() + "/invitations", leader, Map.of("player_id", other))
                .expect(404, "CLAN_NOT_FOUND");
    }

    @Test
    void givenRanksThatCannotBe_eachHasItsCode() {
        var clan = found(leader).id();

        rank(clan, leader, other, Map.of("rank", "OFFICER")).expect(428, "IF_MATCH_REQUIRED");
        rank(clan, leader, other, Map.of("rank", "OFFICER"), "\"1\"").expect(404, "MEMBER_NOT_FOUND");
        rank(clan, leader, leader, Map.of("rank", "OFFICER"), "\"1\"").expect(403, "INSUFFICIENT_RANK");
        rank(clan, other, leader, Map.of("rank", "OFFICER"), "\"1\"").expect(403, "NOT_A_MEMBER");
        rank(clan, leader, leader, Map.of("rank", "KING"), "\"1\"").expect(400, "VALIDATION_FAILED");
    }

    @Test
    void givenTheLastMemberOfAClanAtWar_itStays_andAfterwardsTheClanIsDisbanded() {
        var clan = found(leader).id();
        var id = new dev.warfront.kernel.ClanId(UUID.fromString(clan));
        GAME.atWar.add(id);
        post("/clans/" + clan + "/leave", leader, Map.of()).expect(409, "CLAN_IN_WAR");
        GAME.atWar.remove(id);

        post("/clans/" + clan + "/leave", leader, Map.of()).expect(200);

        assertThat(getAnonymously("/clans/" + clan).get("status")).isEqualTo("DISBANDED");
        var refused = post("/clans", leader, anyRegistration()).expect(409, "CLAN_JOIN_COOLDOWN");
        assertThat(refused.get("retry_at")).isEqualTo("2026-12-02T10:00:00.000Z");
    }

    @ParameterizedTest
    @CsvSource({
        "/clans/0190163d-8694-739b-aea5-966c26f8ad91, 404, CLAN_NOT_FOUND",
        "/clans/0190163d-8694-739b-aea5-966c26f8ad91/members, 404, CLAN_NOT_FOUND",
        "/clans/nobody, 400, VALIDATION_FAILED",
    })
    void givenUnknownClans_theirCodeIsAnswered(String path, int status, String code) {
        getAnonymously(path).expect(status, code);
    }

    @Test
    void givenAnInventedCursor_itIsRefused() {
        getAnonymously("/clans/" + found(leader).id() + "/members?cursor=bm9uc2Vuc2U")
                .expect(400, "VALIDATION_FAILED");
    }
}
