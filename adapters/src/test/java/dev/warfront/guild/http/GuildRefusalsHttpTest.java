package dev.warfront.guild.http;

import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.guild.http.GuildApi.GAME;
import static dev.warfront.guild.http.GuildApi.found;
import static dev.warfront.guild.http.GuildApi.get;
import static dev.warfront.guild.http.GuildApi.getAnonymously;
import static dev.warfront.guild.http.GuildApi.grant;
import static dev.warfront.guild.http.GuildApi.post;
import static dev.warfront.guild.http.GuildApi.rank;
import static dev.warfront.guild.http.GuildApi.request;
import static dev.warfront.guild.http.GuildApi.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildGame;
import dev.warfront.guild.TestGuild;
import dev.warfront.guild.http.GuildApi.Answered;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.postgres.KernelOnPostgres;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/// Each code of clans in docs/errors.md, over HTTP.
class GuildRefusalsHttpTest {
    private final UUID leader = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

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
                .isEqualTo(List.of("name", "tag", "region"));
        post("/clans", leader, Map.of("name", "Ash Wolves")).expect(400, "VALIDATION_FAILED");
    }

    @Test
    void givenARegionThatTheWorldDoesNotHave_itIsNamed() {
        var registration = anyRegistration();

        var refused = post(
                "/clans",
                leader,
                Map.of("name", registration.name(), "tag", registration.tag(), "region", GuildGame.NO_REGION));

        refused.expect(400, "VALIDATION_FAILED");
        assertThat(refused.get("violations")).isEqualTo(List.of(Map.of("code", "UNKNOWN", "field", "region")));
        getAnonymously("/clans?region=" + GuildGame.NO_REGION).expect(400, "VALIDATION_FAILED");
    }

    @ParameterizedTest
    @CsvSource({
        "/clans?name=wolves&tag=ash, EXCLUSIVE, tag",
        "/clans?name=%, FORMAT, name",
        "/clans?tag=_, FORMAT, tag",
        "/clans?tag=, MALFORMED, tag",
        "/clans?region=atlantis, UNKNOWN, region",
        "/clans?cursor=AA, MALFORMED, cursor",
    })
    void givenImproperSearches_theFieldIsNamed(String path, String code, String field) {
        var refused = getAnonymously(path).expect(400, "VALIDATION_FAILED");

        assertThat(refused.get("violations")).isEqualTo(List.of(Map.of("code", code, "field", field)));
    }

    @Test
    void givenAPlayerInNoClan_itHasNone() {
        get("/me/clan", other, "PLAYER").expect(404, "MEMBER_NOT_FOUND");
        get("/me/clan", other, "GAME_SERVER").expect(403, "FORBIDDEN");
        getAnonymously("/me/clan").expect(401, "UNAUTHENTICATED");
        getAnonymously("/me/invitations").expect(401, "UNAUTHENTICATED");
    }

    @Test
    void givenInvitationsOfOthers_theyAreNotShown() {
        var clan = found(leader).id();
        var invitation = invite(clan, UUID.randomUUID()).expect(201).id();
        var path = "/clans/" + clan + "/invitations";

        get("/clan-invitations/" + invitation, other, "PLAYER").expect(404, "INVITATION_NOT_FOUND");
        get("/clan-invitations/" + UUID.randomUUID(), leader, "PLAYER").expect(404, "INVITATION_NOT_FOUND");
        getAnonymously("/clan-invitations/" + invitation).expect(401, "UNAUTHENTICATED");
        get(path, other, "PLAYER").expect(403, "NOT_A_MEMBER");
        get("/clans/" + UUID.randomUUID() + "/invitations", leader, "PLAYER").expect(404, "CLAN_NOT_FOUND");
        post("/clan-invitations/" + invite(clan, other).expect(201).id() + "/accept", other, null, "1")
                .expect(200);
        get(path, other, "PLAYER").expect(403, "INSUFFICIENT_RANK");
        get("/clan-invitations/" + invitation, other, "PLAYER").expect(404, "INVITATION_NOT_FOUND");
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

    private static void database(String sql, UUID id) {
        KernelOnPostgres.database().sql(sql).bind("id", id).then().block(TestGuild.PATIENCE);
    }

    private Answered invite(String clan, UUID player) {
        return post("/clans/" + clan + "/invitations", leader, Map.of("player_id", player));
    }

    @Test
    void givenASuspendedClan_nobodyActsForIt() {
        var clan = found(leader).id();
        var invitation = invite(clan, other).expect(201).id();
        database("update guilds set status = 'SUSPENDED' where id = :id", UUID.fromString(clan));

        invite(clan, UUID.randomUUID()).expect(409, "CLAN_NOT_ACTIVE");
        post("/clan-invitations/" + invitation + "/accept", other, null, "\"1\"")
                .expect(409, "CLAN_NOT_ACTIVE");
        rank(clan, leader, leader, Map.of("rank", "MEMBER"), "\"1\"").expect(409, "CLAN_NOT_ACTIVE");
        grant(clan, "ADMIN", Map.of("credits", 1, "experience", 1, "reason", "test"))
                .expect(409, "CLAN_NOT_ACTIVE");
    }

    @Test
    void givenAFullClan_nobodyJoins() {
        var clan = found(leader).id();
        var invitation = invite(clan, other).expect(201).id();
        database("update guilds set max_members = member_count where id = :id", UUID.fromString(clan));

        post("/clan-invitations/" + invitation + "/accept", other, null, "\"1\"")
                .expect(409, "CLAN_FULL");
    }

    @Test
    void givenAnExpiredInvitation_itCannotBeAccepted() {
        var invitation = invite(found(leader).id(), other).expect(201).id();
        database(
                "update guild_invitations set created_at = created_at - interval '8 days',"
                        + " expires_at = expires_at - interval '8 days' where id = :id",
                UUID.fromString(invitation));

        post("/clan-invitations/" + invitation + "/accept", other, null, "\"1\"")
                .expect(409, "INVITATION_EXPIRED");
    }

    @Test
    void givenAsManyInvitationsAsThereMayBe_thereIsNoOther() {
        var clan = found(leader).id();
        database(
                "insert into guild_invitations (id, guild_id, player_id, inviter_id, status, created_at, expires_at)"
                        + " select gen_random_uuid(), g.id, gen_random_uuid(), g.leader_id, 'PENDING',"
                        + " g.created_at, g.created_at + interval '7 days'"
                        + " from guilds g, generate_series(1, 50) where g.id = :id",
                UUID.fromString(clan));

        var refused = invite(clan, other).expect(409, "INVITATION_LIMIT");

        assertThat(refused.get("limit")).isEqualTo(50);
    }

    @Test
    void givenAMember_itNeitherInvitesNorPromotes_norJoinsAnotherClan() {
        var clan = found(leader).id();
        var invitation = invite(clan, other).expect(201).id();
        post("/clan-invitations/" + invitation + "/accept", other, null, "\"1\"")
                .expect(200);
        var elsewhere = UUID.randomUUID();
        var rival = post("/clans/" + found(elsewhere).id() + "/invitations", elsewhere, Map.of("player_id", other))
                .expect(201);

        post("/clans/" + clan + "/invitations", other, Map.of("player_id", UUID.randomUUID()))
                .expect(403, "INSUFFICIENT_RANK");
        rank(clan, other, leader, Map.of("rank", "RECRUIT"), "\"1\"").expect(403, "INSUFFICIENT_RANK");
        rank(clan, leader, other, Map.of("rank", "OFFICER"), "\"7\"").expect(412, "VERSION_CONFLICT");
        var refused = post("/clan-invitations/" + rival.id() + "/accept", other, null, "\"1\"")
                .expect(409, "ALREADY_IN_CLAN");
        assertThat(refused.get("clan_id")).isEqualTo(clan);
    }

    @Test
    void givenNoClan_nobodyLeavesIt_andNobodyIsPromotedInIt() {
        var unknown = UUID.randomUUID().toString();

        post("/clans/" + unknown + "/leave", leader, Map.of()).expect(404, "CLAN_NOT_FOUND");
        rank(unknown, leader, other, Map.of("rank", "OFFICER"), "\"1\"").expect(404, "CLAN_NOT_FOUND");
    }
}
