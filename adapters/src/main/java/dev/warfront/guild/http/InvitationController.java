package dev.warfront.guild.http;

import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.Invitation;
import dev.warfront.guild.VisibleInvitations;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.Answer;
import dev.warfront.kernel.http.Answer.ListJson;
import dev.warfront.kernel.http.Refuses;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/// Looking at invitations.
@RestController
@RequestMapping("/api/v1")
final class InvitationController {
    private final VisibleInvitations invitations;
    private final GuildProblems problems;

    InvitationController(VisibleInvitations invitations, GuildProblems problems) {
        this.invitations = invitations;
        this.problems = problems;
    }

    /// Invitations that the caller can accept, newest first.
    @GetMapping("/me/invitations")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<ListJson<InvitationJson>>> listOwnInvitations(Caller caller, PageRequest page) {
        return invitations.to(caller.id(), page).map(found -> Answer.page(found, InvitationJson::of));
    }

    /// Invitations of a clan that can still be accepted, newest first; for those who may invite.
    @GetMapping("/clans/{id}/invitations")
    @Allow({Role.PLAYER, Role.ADMIN})
    @Refuses({UnknownClan.class, NotAMember.class, InsufficientRank.class})
    Mono<ResponseEntity<ListJson<InvitationJson>>> listClanInvitations(
            @PathVariable UUID id, Caller caller, PageRequest page) {
        return invitations
                .of(new ClanId(id), caller, page)
                .map(problems::valueOf)
                .map(found -> Answer.page(found, InvitationJson::of));
    }

    /// An invitation, whatever became of it, for those whom it concerns.
    @GetMapping("/clan-invitations/{id}")
    @Allow({Role.PLAYER, Role.ADMIN})
    @Refuses(UnknownInvitation.class)
    Mono<ResponseEntity<InvitationJson>> getInvitation(@PathVariable UUID id, Caller caller) {
        return invitations
                .find(new Invitation.Id(id), caller)
                .map(problems::valueOf)
                .map(invitation -> Answer.ok(InvitationJson.of(invitation), invitation.version()));
    }
}
