package dev.warfront.app;

import static dev.warfront.app.GeneratedClientUser.PASSWORD;
import static dev.warfront.app.GeneratedClientUser.key;
import static dev.warfront.app.GeneratedClientUser.version;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.client.ApiException;
import dev.warfront.client.model.AppealSanction;
import dev.warfront.client.model.ApplySanction;
import dev.warfront.client.model.ChangeRank;
import dev.warfront.client.model.Clan;
import dev.warfront.client.model.CreateBattle;
import dev.warfront.client.model.CreateGameServer;
import dev.warfront.client.model.LiftSanction;
import dev.warfront.client.model.LogIn;
import dev.warfront.client.model.ProbeStatus;
import dev.warfront.client.model.Rank;
import dev.warfront.client.model.RefreshToken;
import dev.warfront.client.model.SanctionKind;
import dev.warfront.client.model.ScoreCode;
import dev.warfront.client.model.ScoreEvent;
import dev.warfront.client.model.Territory;
import dev.warfront.client.model.VerdictListedStatus;
import dev.warfront.client.model.VerdictStatus;
import dev.warfront.client.model.War;
import java.net.URI;
import java.util.UUID;

/// What can be asked beside what a war needs, each once.
final class GeneratedClientRound {
    private final URI program;
    private final GeneratedClientUser admin;
    private final String run;

    GeneratedClientRound(URI program, GeneratedClientUser admin, String run) {
        this.program = program;
        this.admin = admin;
        this.run = run;
    }

    /// Of a war that is fought.
    void look(GeneratedClientUser member, War war) throws ApiException {
        assertThat(member.wars.listWars(null, null, null, 1, null, null).getItems())
                .isNotEmpty();
        assertThat(member.wars.listParticipants(war.getId(), 1, null, null).getItems())
                .isNotEmpty();
        assertThat(member.wars.listContestedLand(war.getId(), null).getItems()).isNotEmpty();
        assertThat(member.wars.listWarEvents(war.getId(), 0L, 2, null, null).getItems())
                .isNotEmpty();
        assertThat(member.battles.listBattles(null, 1, null, null).getItems()).isNotEmpty();
        var battle = member.battles
                .listBattlesOfWar(war.getId(), 1, null, null)
                .getItems()
                .getFirst();
        assertThat(member.battles.getBattle(battle.getId(), null, null)).isEqualTo(battle);
    }

    /// Of two events of the war: one that counts and one of friendly fire.
    void verdicts(GeneratedClientUser server, War war, ScoreEvent counted, ScoreEvent friendlyFire)
            throws ApiException {
        var accepted = server.scores.getScoreEvent(war.getId(), counted.getEventId(), counted.getOccurredAt(), null);
        assertThat(accepted.getStatus()).isEqualTo(VerdictStatus.ACCEPTED);
        assertThat(accepted.getPoints()).isEqualTo(10);
        assertThat(server.scores
                        .listRefusedScoreEvents(war.getId(), VerdictListedStatus.REJECTED, null, null, null, null)
                        .getItems())
                .singleElement()
                .satisfies(refused -> {
                    assertThat(refused.getEventId()).isEqualTo(friendlyFire.getEventId());
                    assertThat(refused.getCode()).isEqualTo(ScoreCode.SCORE_SAME_SIDE);
                });
        assertThat(server.scores.listOwnRefusals(null, null, null).getItems()).isEmpty();
        assertThat(admin.scores
                        .listServerRefusals(server.id(), null, null, null)
                        .getCounts())
                .isEmpty();
        assertThat(server.scores.getWarRules(war.getId(), null).getPoints().getKill())
                .isEqualTo(10);
    }

    void abort(GeneratedClientUser leader, War war, Territory target) throws ApiException {
        var order = new CreateBattle().territoryId(target.getId());
        var battle = leader.battles.createBattle(war.getId(), key(), order, null);
        var aborted = admin.battles.abortBattle(battle.getId(), key(), version(battle.getVersion()), null);
        assertThat(aborted.getWinnerSide()).isNull();
    }

    void land(Territory land) throws ApiException {
        var stranger = GeneratedClientUser.stranger(program);
        var at = land.getLocation();
        assertThat(stranger.land
                        .listNearbyTerritories(at.getX(), at.getY(), null, 2, null, null, null, null, null)
                        .getItems())
                .extracting(near -> near.getId())
                .contains(land.getId());
        assertThat(stranger.land
                        .listOwnershipPeriods(land.getId(), null, null, null)
                        .getItems())
                .isNotEmpty();
    }

    /// Land is to be given back, and is kept after all.
    void leave(GeneratedClientUser leader, Territory land) throws ApiException {
        assertThat(leader.land.listNeighbours(land.getId(), null).getItems()).isNotEmpty();
        var now = leader.land.getTerritory(land.getId(), null, null);
        var noticed = leader.land.abandonTerritory(land.getId(), key(), version(now.getVersion()), null);
        assertThat(noticed.getAbandonDueAt()).isNotNull();
        assertThat(leader.land
                        .keepTerritory(land.getId(), version(noticed.getVersion()), null)
                        .getAbandonDueAt())
                .isNull();
    }

    void players(GeneratedClientUser player) throws ApiException {
        var card = player.identity.getPlayer(player.id(), null);
        assertThat(player.identity
                        .listPlayers(card.getDisplayName(), null, null, null)
                        .getItems())
                .contains(card);
    }

    /// The member becomes an officer, and goes.
    void clans(GeneratedClientUser leader, GeneratedClientUser member, UUID clan) throws ApiException {
        var shown = leader.clans.getClan(clan, null, null);
        assertThat(shown.getTreasury()).isNotNull();
        assertThat(leader.clans
                        .listClans(shown.getName(), null, null, null, null, null)
                        .getItems())
                .extracting(Clan::getId)
                .containsExactly(clan);
        var id = member.id();
        var found = leader.clans.listMembers(clan, null, null, null).getItems().stream()
                .filter(one -> one.getPlayerId().equals(id))
                .findFirst()
                .orElseThrow();
        var promoted = leader.clans.changeRank(
                clan, id, version(found.getVersion()), new ChangeRank().rank(Rank.OFFICER), null);
        assertThat(promoted.getRank()).isEqualTo(Rank.OFFICER);
        assertThat(member.clans.leaveClan(clan, key(), null).getMemberCount()).isEqualTo(1);
    }

    void sessions(String login) throws ApiException {
        var stranger = GeneratedClientUser.stranger(program);
        assertThat(stranger.probes.getLiveness(null).getStatus()).isEqualTo(ProbeStatus.UP);
        assertThat(stranger.probes.getReadiness(null).getStatus()).isEqualTo(ProbeStatus.UP);
        var tokens = stranger.identity.logIn(new LogIn().login(login).password(PASSWORD), null);
        var next = stranger.identity.refreshTokens(new RefreshToken().refreshToken(tokens.getRefreshToken()), null);
        stranger.identity.logOut(new RefreshToken().refreshToken(next.getRefreshToken()), null);
        assertThat(stranger.identity.listTokenKeys(null).getKeys()).isNotEmpty();
    }

    void sanctions(GeneratedClientUser player) throws ApiException {
        var sanction = admin.identity.applySanction(
                key(),
                new ApplySanction()
                        .accountId(player.id())
                        .kind(SanctionKind.WARNING)
                        .reason("LANGUAGE")
                        .publicText("Mind your words.")
                        .internalNote("seen by two"),
                null);
        assertThat(player.identity.listOwnSanctions(null).getItems()).hasSize(1);
        var appeal = new AppealSanction().note("It was a quotation.");
        assertThat(player.identity
                        .appealSanction(sanction.getId(), key(), appeal, null)
                        .getAppeal())
                .isEqualTo(appeal.getNote());
        var lift = new LiftSanction().reason("it was a quotation");
        assertThat(admin.identity
                        .liftSanction(sanction.getId(), key(), lift, null)
                        .getLiftedAt())
                .isNotNull();
        assertThat(admin.identity.getAccount(player.id(), null).getSanctions()).hasSize(1);
    }

    void operation() throws ApiException {
        var server = admin.identity.createGameServer(key(), new CreateGameServer().name("example-" + run), null);
        assertThat(admin.identity.listGameServers(null, null, null).getItems()).isNotEmpty();
        var next = admin.identity.exchangeServerKey(server.getId(), key(), version(server.getVersion()), null);
        assertThat(admin.identity.getGameServer(server.getId(), null, null).getVersion())
                .isEqualTo(next.getVersion());
        admin.identity.revokeGameServer(server.getId(), version(next.getVersion()), null);
        assertThat(admin.identity.rotateTokenKey(key(), null).getKid()).isNotBlank();
        assertThat(admin.identity.resealKeys(key(), null).getRemaining()).isNotNegative();
        assertThat(admin.audit
                        .listAuditEntries(null, null, null, null, null, 2, null, null)
                        .getItems())
                .isNotEmpty();
        assertThat(admin.audit.getAuditHead(null).getHash()).isNotBlank();
        assertThat(admin.scores.listStoppedPartitions(null).getItems()).isNotNull();
    }
}
