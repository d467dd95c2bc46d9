package dev.warfront.guild.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warfront.guild.AcceptInvitation;
import dev.warfront.guild.ChangeRank;
import dev.warfront.guild.ClanWars;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.guild.Invitation;
import dev.warfront.guild.InvitePlayer;
import dev.warfront.guild.LeaveClan;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.NameOf;
import dev.warfront.kernel.http.Refuses;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Membership: inviting, joining, leaving, ranks.
@RestController
@RequestMapping("/api/v1")
final class MembershipController {
    private final InvitePlayer invitePlayer;
    private final AcceptInvitation acceptInvitation;
    private final LeaveClan leaveClan;
    private final ChangeRank changeRank;
    private final GuildProblems problems;

    MembershipController(
            InvitePlayer invitePlayer,
            AcceptInvitation acceptInvitation,
            LeaveClan leaveClan,
            ChangeRank changeRank,
            GuildProblems problems) {
        this.invitePlayer = invitePlayer;
        this.acceptInvitation = acceptInvitation;
        this.leaveClan = leaveClan;
        this.changeRank = changeRank;
        this.problems = problems;
    }

    /// Who is invited.
    record InvitePlayerJson(@NotNull UUID playerId) {}

    /// What a member becomes.
    record ChangeRankJson(@NotNull Rank rank) {}

    /// An invitation on the wire.
    record InvitationJson(UUID id, UUID clanId, UUID playerId, @NameOf(Invitation.Status.class) String status, Instant expiresAt, long version) {
        static InvitationJson of(Invitation invitation) {
            return new InvitationJson(
                    invitation.id().value(),
                    invitation.clan().value(),
                    invitation.player().value(),
                    invitation.status().name(),
                    invitation.expiresAt(),
                    invitation.version());
        }
    }

    /// A new member, and what it finds in the ACTIVE wars of its clan.
    ///
    /// @param wars by ascending id; empty when the clan is in none
    record JoinedMemberJson(@JsonUnwrapped MemberJson member, List<WarPlaceJson> wars) {
        static ResponseEntity<JoinedMemberJson> answer(AcceptInvitation.Joined joined) {
            var member = joined.member();
            var json = new JoinedMemberJson(
                    MemberJson.of(member),
                    joined.wars().stream().map(WarPlaceJson::of).toList());
            return Answer.ok(json, member.version());
        }
    }

    /// A war of the clan that a new member has joined.
    ///
    /// @param place false where the side was full: the member does not fight in this war
    record WarPlaceJson(UUID warId, boolean place) {
        static WarPlaceJson of(ClanWars.WarPlace found) {
            return new WarPlaceJson(found.war().value(), found.place());
        }
    }

    /// Invites a player into a clan.
    @PostMapping("/clans/{id}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    @Allow(Role.PLAYER)
    @Refuses({
        UnknownClan.class,
        ClanNotActive.class,
        NotAMember.class,
        InsufficientRank.class,
        UnknownPlayer.class,
        AlreadyInClan.class,
        AlreadyInvited.class,
        TooManyInvitations.class
    })
    Mono<HttpEntity<InvitationJson>> invitePlayer(@PathVariable UUID id, @Valid @RequestBody InvitePlayerJson body, Caller caller) {
        return invitePlayer
                .invite(caller.id(), new ClanId(id), new PlayerId(body.playerId()))
                .map(problems::valueOf)
                .map(invitation -> Answer.created(
                        "/api/v1/clan-invitations/" + invitation.id().value(),
                        InvitationJson.of(invitation),
                        invitation.version()));
    }

    /// Joins the clan that one was invited into.
    @PostMapping("/clan-invitations/{id}/accept")
    @Allow(Role.PLAYER)
    @Refuses({
        UnknownInvitation.class,
        InvitationNotPending.class,
        InvitationExpired.class,
        ClanNotActive.class,
        AlreadyInClan.class,
        CoolingDown.class,
        ClanFull.class,
        VersionMismatch.class
    })
    Mono<ResponseEntity<JoinedMemberJson>> acceptInvitation(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return acceptInvitation
                .accept(caller.id(), new Invitation.Id(id), ifMatch.version())
                .map(problems::valueOf)
                .map(JoinedMemberJson::answer);
    }

    /// Leaves a clan.
    @PostMapping("/clans/{id}/leave")
    @Allow(Role.PLAYER)
    @Refuses({UnknownClan.class, NotAMember.class, ClanInWar.class})
    Mono<ResponseEntity<ClanJson>> leaveClan(@PathVariable UUID id, Caller caller) {
        return leaveClan
                .leave(caller.id(), new ClanId(id))
                .map(problems::valueOf)
                .map(left ->
                        Answer.ok(ClanJson.of(left.clan(), false), left.clan().version()));
    }

    /// Gives a member another rank.
    @PutMapping("/clans/{id}/members/{playerId}")
    @Allow(Role.PLAYER)
    @Refuses({
        UnknownClan.class,
        ClanNotActive.class,
        NotAMember.class,
        UnknownMember.class,
        InsufficientRank.class,
        VersionMismatch.class
    })
    Mono<ResponseEntity<MemberJson>> changeRank(
            @PathVariable UUID id,
            @PathVariable UUID playerId,
            @Valid @RequestBody ChangeRankJson body,
            IfMatch ifMatch,
            Caller caller) {
        return changeRank
                .change(caller.id(), new ClanId(id), new PlayerId(playerId), body.rank(), ifMatch.version())
                .map(problems::valueOf)
                .map(change -> MemberJson.answer(change.member()));
    }
}
