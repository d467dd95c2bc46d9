package dev.warfront.guild.http;

import dev.warfront.guild.AcceptInvitation;
import dev.warfront.guild.Acceptance;
import dev.warfront.guild.Acceptance.Joined;
import dev.warfront.guild.ChangeRank;
import dev.warfront.guild.GuildRefusal;
import dev.warfront.guild.InvitationId;
import dev.warfront.guild.InvitationOutcome;
import dev.warfront.guild.InvitationOutcome.Invited;
import dev.warfront.guild.InvitePlayer;
import dev.warfront.guild.LeaveClan;
import dev.warfront.guild.Leaving;
import dev.warfront.guild.Leaving.Disbanded;
import dev.warfront.guild.Leaving.Left;
import dev.warfront.guild.Member;
import dev.warfront.guild.Rank;
import dev.warfront.guild.RankChange;
import dev.warfront.guild.RankChange.Changed;
import dev.warfront.guild.RankChange.LeadershipPassed;
import dev.warfront.guild.RankChange.Unchanged;
import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.LooseAnswer;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
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

    MembershipController(
            InvitePlayer invitePlayer, AcceptInvitation acceptInvitation, LeaveClan leaveClan, ChangeRank changeRank) {
        this.invitePlayer = invitePlayer;
        this.acceptInvitation = acceptInvitation;
        this.leaveClan = leaveClan;
        this.changeRank = changeRank;
    }

    /// Who is invited.
    record InviteJson(@NotNull UUID playerId) {}

    /// What a member becomes.
    record RankJson(@NotNull Rank rank) {}

    @PostMapping("/clans/{id}/invitations")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> invite(@PathVariable UUID id, @Valid @RequestBody InviteJson body, Caller caller) {
        return invitePlayer
                .invite(caller.id(), new ClanId(id), new PlayerId(body.playerId()))
                .map(MembershipController::answer);
    }

    private static ResponseEntity<Object> answer(InvitationOutcome outcome) {
        return switch (outcome) {
            case Invited(var invitation) ->
                LooseAnswer.created(
                        "/api/v1/clan-invitations/" + invitation.id().value(),
                        InvitationJson.of(invitation),
                        invitation.version());
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }

    @PostMapping("/clan-invitations/{id}/accept")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> accept(@PathVariable UUID id, IfMatch ifMatch, Caller caller) {
        return acceptInvitation
                .accept(caller.id(), new InvitationId(id), ifMatch.version())
                .map(MembershipController::answer);
    }

    private static ResponseEntity<Object> answer(Acceptance outcome) {
        return switch (outcome) {
            case Joined joined -> ok(joined.member());
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }

    @PostMapping("/clans/{id}/leave")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> leave(@PathVariable UUID id, Caller caller) {
        return leaveClan.leave(caller.id(), new ClanId(id)).map(MembershipController::answer);
    }

    private static ResponseEntity<Object> answer(Leaving outcome) {
        return switch (outcome) {
            case Left _, Disbanded _ -> LooseAnswer.ok(Map.of());
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }

    @PutMapping("/clans/{id}/members/{playerId}")
    @Allow(Role.PLAYER)
    Mono<ResponseEntity<Object>> rank(
            @PathVariable UUID id,
            @PathVariable UUID playerId,
            @Valid @RequestBody RankJson body,
            IfMatch ifMatch,
            Caller caller) {
        return changeRank
                .change(caller.id(), new ClanId(id), new PlayerId(playerId), body.rank(), ifMatch.version())
                .map(MembershipController::answer);
    }

    private static ResponseEntity<Object> answer(RankChange outcome) {
        return switch (outcome) {
            case Changed changed -> ok(changed.member());
            case LeadershipPassed passed -> ok(passed.leader());
            case Unchanged(var member) -> ok(member);
            case GuildRefusal refusal -> GuildProblems.answer(refusal);
        };
    }

    private static ResponseEntity<Object> ok(Member member) {
        return LooseAnswer.ok(MemberJson.of(member), member.version());
    }
}
