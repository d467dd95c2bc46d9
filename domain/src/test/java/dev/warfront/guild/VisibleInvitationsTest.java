package dev.warfront.guild;

import static dev.warfront.guild.GuildGame.done;
import static dev.warfront.guild.GuildGame.outcome;
import static dev.warfront.guild.GuildGame.refusal;
import static dev.warfront.guild.TestGuild.anyClanId;
import static dev.warfront.guild.TestGuild.anyPlayer;
import static dev.warfront.guild.TestGuild.invitation;
import static dev.warfront.guild.TestGuild.leader;
import static dev.warfront.guild.TestGuild.member;
import static dev.warfront.guild.TestGuild.withStatus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.outbox.InMemoryOutbox;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisibleInvitationsTest {
    private static final PageRequest ALL = new PageRequest(100, null);

    private final InMemoryGuild guild = new InMemoryGuild();
    private final GuildGame game = GuildGame.over(guild, new InMemoryOutbox());
    private final Clan clan = TestGuild.clan();
    private final Invitation invitation = invitation(clan.id(), anyPlayer());

    VisibleInvitationsTest() {
        guild.put(clan, leader(clan));
        guild.put(invitation);
    }

    private static Caller player(PlayerId id) {
        return new Caller(id, Set.of(Role.PLAYER));
    }

    private Caller ranked(Rank rank) {
        var member = member(clan.id(), rank);
        guild.put(clan, member);
        return player(member.player());
    }

    @ParameterizedTest
    @EnumSource(names = {"DEPUTY", "OFFICER"})
    void givenAMemberWhoMayInvite_itSeesTheInvitationsOfTheClan(Rank rank) {
        var reader = ranked(rank);

        assertThat(done(game.visibleInvitations.of(clan.id(), reader, ALL)).items())
                .containsExactly(invitation);
        assertThat(done(game.visibleInvitations.find(invitation.id(), reader))).isEqualTo(invitation);
    }

    @ParameterizedTest
    @EnumSource(names = {"VETERAN", "MEMBER", "RECRUIT"})
    void givenALowerRank_itSeesNone(Rank rank) {
        var reader = ranked(rank);

        assertThat(refusal(game.visibleInvitations.of(clan.id(), reader, ALL)))
                .isEqualTo(new InsufficientRank(Rank.OFFICER));
        assertThat(refusal(game.visibleInvitations.find(invitation.id(), reader)))
                .isEqualTo(new UnknownInvitation(invitation.id()));
    }

    @Test
    void givenAnOfficerOfAnotherClan_itSeesNone() {
        var other = TestGuild.clan();
        guild.put(other, leader(other));
        var reader = player(other.leader());

        assertThat(refusal(game.visibleInvitations.of(clan.id(), reader, ALL))).isEqualTo(new NotAMember(clan.id()));
        assertThat(refusal(game.visibleInvitations.find(invitation.id(), reader)))
                .isEqualTo(new UnknownInvitation(invitation.id()));
    }

    @Test
    void givenTheInvitedPlayer_itSeesItsOwn_andNotThoseOfTheClan() {
        var invited = player(invitation.player());

        assertThat(outcome(game.visibleInvitations.to(invitation.player(), ALL)).items())
                .containsExactly(invitation);
        assertThat(done(game.visibleInvitations.find(invitation.id(), invited))).isEqualTo(invitation);
        assertThat(refusal(game.visibleInvitations.of(clan.id(), invited, ALL))).isEqualTo(new NotAMember(clan.id()));
    }

    @Test
    void givenAnAdministrator_itSeesAll() {
        var admin = new Caller(anyPlayer(), Set.of(Role.ADMIN));

        assertThat(done(game.visibleInvitations.of(clan.id(), admin, ALL)).items())
                .containsExactly(invitation);
        assertThat(done(game.visibleInvitations.find(invitation.id(), admin))).isEqualTo(invitation);
    }

    @Test
    void givenASuspendedClan_itsOfficersStillSee() {
        var suspended = withStatus(clan, ClanStatus.SUSPENDED);
        guild.put(suspended);

        assertThat(done(game.visibleInvitations.of(clan.id(), player(clan.leader()), ALL))
                        .items())
                .containsExactly(invitation);
    }

    @Test
    void givenTheInstantOfExpiry_itIsNoLongerListed_butFound() {
        game.clock.set(invitation.expiresAt().minusMillis(1));
        assertThat(outcome(game.visibleInvitations.to(invitation.player(), ALL)).items())
                .hasSize(1);
        game.clock.set(invitation.expiresAt());

        assertThat(outcome(game.visibleInvitations.to(invitation.player(), ALL)).items())
                .isEmpty();
        assertThat(done(game.visibleInvitations.of(clan.id(), player(clan.leader()), ALL))
                        .items())
                .isEmpty();
        assertThat(done(game.visibleInvitations.find(invitation.id(), player(invitation.player()))))
                .isEqualTo(invitation);
    }

    @Test
    void givenUnknownClansOrInvitations_theyAreUnknown() {
        var nobody = anyClanId();
        var none = new Invitation.Id(UUID.randomUUID());
        var reader = player(clan.leader());

        assertThat(refusal(game.visibleInvitations.of(nobody, reader, ALL))).isEqualTo(new UnknownClan(nobody));
        assertThat(refusal(game.visibleInvitations.find(none, reader))).isEqualTo(new UnknownInvitation(none));
    }
}
