package dev.warfront.guild.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.warfront.guild.GuildRefusal;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.BadGrant;
import dev.warfront.guild.GuildRefusal.BadRegistration;
import dev.warfront.guild.GuildRefusal.ClanFull;
import dev.warfront.guild.GuildRefusal.ClanInWar;
import dev.warfront.guild.GuildRefusal.ClanNotActive;
import dev.warfront.guild.GuildRefusal.CoolingDown;
import dev.warfront.guild.GuildRefusal.GrantTooLarge;
import dev.warfront.guild.GuildRefusal.InsufficientRank;
import dev.warfront.guild.GuildRefusal.InvitationExpired;
import dev.warfront.guild.GuildRefusal.InvitationNotPending;
import dev.warfront.guild.GuildRefusal.NameTaken;
import dev.warfront.guild.GuildRefusal.NotAMember;
import dev.warfront.guild.GuildRefusal.TagTaken;
import dev.warfront.guild.GuildRefusal.TooManyInvitations;
import dev.warfront.guild.GuildRefusal.UnknownClan;
import dev.warfront.guild.GuildRefusal.UnknownInvitation;
import dev.warfront.guild.GuildRefusal.UnknownMember;
import dev.warfront.guild.GuildRefusal.UnknownPlayer;
import dev.warfront.guild.GuildRefusal.UnknownRegion;
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.http.FieldViolation;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Problems;
import dev.warfront.kernel.http.Violation;
import java.util.List;
import org.springframework.stereotype.Component;

/// The statuses and codes of refusals.
@Component
final class GuildProblems implements Problems<GuildRefusal> {
    @Override
    public Class<GuildRefusal> refusals() {
        return GuildRefusal.class;
    }

    @Override
    public Problem of(GuildRefusal refusal) {
        return switch (refusal) {
            case BadRegistration(var violations) -> invalid(violations);
            case UnknownRegion _ -> Problem.invalid(Violation.UNKNOWN, "region");
            case BadGrant(var violations) -> invalid(violations);
            case NameTaken _ -> Problem.with(CONFLICT, "CLAN_NAME_TAKEN");
            case TagTaken _ -> Problem.with(CONFLICT, "CLAN_TAG_TAKEN");
            case AlreadyInClan(var clan) ->
                Problem.with(CONFLICT, "ALREADY_IN_CLAN").extra("clan_id", clan.value());
            case CoolingDown(var until) ->
                Problem.with(CONFLICT, "CLAN_JOIN_COOLDOWN").retryAt(until);
            case UnknownClan _ -> Problem.with(NOT_FOUND, "CLAN_NOT_FOUND");
            case ClanNotActive _ -> Problem.with(CONFLICT, "CLAN_NOT_ACTIVE");
            case NotAMember _ -> Problem.with(FORBIDDEN, "NOT_A_MEMBER");
            case InsufficientRank _ -> Problem.with(FORBIDDEN, "INSUFFICIENT_RANK");
            case UnknownPlayer _ -> Problem.with(NOT_FOUND, "PLAYER_NOT_FOUND");
            case AlreadyInvited(var invitation) ->
                Problem.with(CONFLICT, "ALREADY_INVITED").extra("invitation_id", invitation.value());
            case TooManyInvitations(var most) ->
                Problem.with(CONFLICT, "INVITATION_LIMIT").extra("limit", most);
            case UnknownInvitation _ -> Problem.with(NOT_FOUND, "INVITATION_NOT_FOUND");
            case InvitationNotPending _ -> Problem.with(CONFLICT, "INVITATION_NOT_PENDING");
            case InvitationExpired _ -> Problem.with(CONFLICT, "INVITATION_EXPIRED");
            case ClanFull _ -> Problem.with(CONFLICT, "CLAN_FULL");
            case ClanInWar _ -> Problem.with(CONFLICT, "CLAN_IN_WAR");
            case UnknownMember _ -> Problem.with(NOT_FOUND, "MEMBER_NOT_FOUND");
            case VersionMismatch _ -> Problem.with(PRECONDITION_FAILED, "VERSION_CONFLICT");
            case GrantTooLarge _ -> Problem.with(UNPROCESSABLE_CONTENT, "GRANT_TOO_LARGE");
        };
    }

    private static Problem invalid(List<GuildRefusal.Violation> violations) {
        return Problem.invalid(violations.stream()
                        .map(violation -> new FieldViolation(Violation.INVALID, violation.field()))
                        .toList())
                .detail(violations.getFirst().field() + " "
                        + violations.getFirst().detail());
    }
}
