package dev.warfront.guild.http;

import static dev.warfront.guild.TestGuild.anyRegistration;
import static dev.warfront.guild.http.GuildApi.GAME;
import static dev.warfront.guild.http.GuildApi.found;
import static dev.warfront.guild.http.GuildApi.get;
import static dev.warfront.guild.http.GuildApi.getAnonymously;
import static dev.warfront.guild.http.GuildApi.grant;
import static dev.warfront.guild.http.GuildApi.post;
import static dev.warfront.guild.http.GuildApi.rank;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.ClanWars.WarPlace;
import dev.warfront.guild.http.GuildApi.Answered;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.WarId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuildHttpTest {
    private final UUID leader = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

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
        var incomplete = grant(clan, "ADMIN", Map.of("experience", 1, "reason", "test"));
        assertThat(incomplete.expect(400, "VALIDATION_FAILED").get("violations"))
                .isEqualTo(List.of(Map.of("code", "REQUIRED", "field", "credits")));
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
        assertThat(joined.get("wars")).isEqualTo(List.of());
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
    void givenAMember_itsClanIsAnsweredWithItsPlaceInIt() {
        var clan = found(leader).id();

        var own = get("/me/clan", leader, "PLAYER").expect(200);

        assertThat(own.id()).isEqualTo(clan);
        assertThat(own.get("treasury")).isEqualTo(0);
        assertThat(own.get("membership"))
                .isEqualTo(Map.of("rank", "LEADER", "joined_at", own.get("created_at"), "version", 1));
        assertThat(own.eTag()).isEqualTo("\"" + clan + ".1.1\"");
    }

    @Test
    void givenInvitations_whomTheyConcernReadsThem() {
        var clan = found(leader).id();
        var first = invite(clan, leader, other);
        var second = invite(found(UUID.randomUUID()), other);

        var own = get("/me/invitations?limit=1", other, "PLAYER").expect(200);
        var rest = get("/me/invitations?cursor=" + own.get("next_cursor"), other, "PLAYER")
                .expect(200);
        var read = get("/clan-invitations/" + first.id(), other, "PLAYER").expect(200);

        assertThat(ids(own)).hasSize(1).doesNotContainAnyElementsOf(ids(rest));
        assertThat(Stream.concat(ids(own).stream(), ids(rest).stream()))
                .containsExactlyInAnyOrder(first.id(), second.id());
        assertThat(read.body()).isEqualTo(first.body());
        assertThat(read.get("inviter_id")).isEqualTo(leader.toString());
        assertThat(read.eTag()).isEqualTo("\"1\"");
        assertThat(ids(get("/clans/" + clan + "/invitations", leader, "PLAYER").expect(200)))
                .containsExactly(first.id());
        assertThat(ids(get("/clans/" + clan + "/invitations", UUID.randomUUID(), "ADMIN")
                        .expect(200)))
                .containsExactly(first.id());
        assertThat(get("/clan-invitations/" + first.id(), leader, "PLAYER").status())
                .isEqualTo(200);
    }

    private static Answered invite(String clan, UUID officer, UUID player) {
        return post("/clans/" + clan + "/invitations", officer, Map.of("player_id", player))
                .expect(201);
    }

    private static Answered invite(Answered clan, UUID player) {
        return invite(clan.id(), UUID.fromString((String) clan.get("leader_id")), player);
    }

    private static List<String> ids(Answered list) {
        return ((List<?>) list.get("items"))
                .stream().map(item -> (String) ((Map<?, ?>) item).get("id")).toList();
    }

    @Test
    void givenSearches_clansAreFoundByNameTagAndRegion() {
        var clan = found(leader);
        var name = (String) clan.get("name");
        var tag = ((String) clan.get("tag")).toUpperCase(Locale.ROOT);

        assertThat(ids(getAnonymously("/clans?name={name}", name.substring(0, 20))
                        .expect(200)))
                .containsExactly(clan.id());
        assertThat(ids(getAnonymously("/clans?tag={tag}&region=eu", tag).expect(200)))
                .containsExactly(clan.id());
        assertThat(ids(getAnonymously("/clans?tag={tag}&region=asia", tag).expect(200)))
                .isEmpty();
        var listed = getAnonymously("/clans?limit=1").expect(200);
        assertThat(ids(listed)).hasSize(1);
        assertThat(((Map<?, ?>) ((List<?>) listed.get("items")).getFirst()).get("treasury"))
                .isNull();
        assertThat(getAnonymously("/clans?limit=1&cursor={cursor}", listed.get("next_cursor"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void givenTheLastMemberOfAClanAtWar_itStays_andAfterwardsTheClanIsDisbanded() {
        var clan = found(leader).id();
        var id = new ClanId(UUID.fromString(clan));
        GAME.atWar.add(id);
        post("/clans/" + clan + "/leave", leader, Map.of()).expect(409, "CLAN_IN_WAR");
        GAME.atWar.remove(id);

        post("/clans/" + clan + "/leave", leader, Map.of()).expect(200);

        assertThat(getAnonymously("/clans/" + clan).get("status")).isEqualTo("DISBANDED");
        var refused = post("/clans", leader, anyRegistration()).expect(409, "CLAN_JOIN_COOLDOWN");
        assertThat(refused.get("retry_at")).isEqualTo("2026-12-02T10:00:00.000Z");
    }

    @Test
    void givenWarsOfTheClan_theJoinerIsToldWhereItHasAPlace() {
        var clan = found(leader).id();
        var invitation = post("/clans/" + clan + "/invitations", leader, Map.of("player_id", other))
                .expect(201);
        var fought = new WarId(UUID.randomUUID());
        var full = new WarId(UUID.randomUUID());
        GAME.places.put(
                new ClanId(UUID.fromString(clan)), List.of(new WarPlace(fought, true), new WarPlace(full, false)));

        var joined = post("/clan-invitations/" + invitation.id() + "/accept", other, null, "\"1\"")
                .expect(200);

        assertThat(joined.get("wars"))
                .isEqualTo(List.of(
                        Map.of("war_id", fought.value().toString(), "place", true),
                        Map.of("war_id", full.value().toString(), "place", false)));
    }
}
