package dev.warfront.guild.http;

import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;

import dev.warfront.guild.Flaw;
import dev.warfront.guild.GuildRefusal;
import dev.warfront.guild.GuildRefusal.AlreadyInClan;
import dev.warfront.guild.GuildRefusal.AlreadyInvited;
import dev.warfront.guild.GuildRefusal.BadCharter;
import dev.warfront.guild.GuildRefusal.BadGrant;
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
import dev.warfront.guild.GuildRefusal.VersionMismatch;
import dev.warfront.kernel.http.Problem;
import dev.warfront.kernel.http.Violation;
import java.util.List;
import org.springframework.http.ResponseEntity;

/// The statuses and codes of refusals.
final class GuildProblems {
    private GuildProblems() {}

    /// Exhaustive: a new refusal does not compile until it has a status and a code.
    static ResponseEntity<Object> answer(GuildRefusal refusal) {
        return switch (refusal) {
            case BadCharter(var flaws) -> invalid(flaws);
            case BadGrant(var flaws) -> invalid(flaws);
            case NameTaken _ -> Problem.of(CONFLICT, "CLAN_NAME_TAKEN");
            case TagTaken _ -> Problem.of(CONFLICT, "CLAN_TAG_TAKEN");
            case AlreadyInClan(var clan) ->
                Problem.with(CONFLICT, "ALREADY_IN_CLAN")
                        .extra("clan_id", clan.value())
                        .answer();
            case CoolingDown(var until) ->
                Problem.with(CONFLICT, "CLAN_JOIN_COOLDOWN").retryAt(until).answer();
            case UnknownClan _ -> Problem.of(NOT_FOUND, "CLAN_NOT_FOUND");
            case ClanNotActive _ -> Problem.of(CONFLICT, "CLAN_NOT_ACTIVE");
            case NotAMember _ -> Problem.of(FORBIDDEN, "NOT_A_MEMBER");
            case InsufficientRank _ -> Problem.of(FORBIDDEN, "INSUFFICIENT_RANK");
            case UnknownPlayer _ -> Problem.of(NOT_FOUND, "PLAYER_NOT_FOUND");
            case AlreadyInvited(var invitation) ->
                Problem.with(CONFLICT, "ALREADY_INVITED")
                        .extra("invitation_id", invitation.value())
                        .answer();
            case TooManyInvitations(var most) ->
                Problem.with(CONFLICT, "INVITATION_LIMIT").extra("limit", most).answer();
            case UnknownInvitation _ -> Problem.of(NOT_FOUND, "INVITATION_NOT_FOUND");
            case InvitationNotPending _ -> Problem.of(CONFLICT, "INVITATION_NOT_PENDING");
            case InvitationExpired _ -> Problem.of(CONFLICT, "INVITATION_EXPIRED");
            case ClanFull _ -> Problem.of(CONFLICT, "CLAN_FULL");
            case ClanInWar _ -> Problem.of(CONFLICT, "CLAN_IN_WAR");
            case UnknownMember _ -> Problem.of(NOT_FOUND, "MEMBER_NOT_FOUND");
            case VersionMismatch _ -> Problem.of(PRECONDITION_FAILED, "VERSION_CONFLICT");
            case GrantTooLarge _ -> Problem.of(UNPROCESSABLE_CONTENT, "GRANT_TOO_LARGE");
        };
    }

    private static ResponseEntity<Object> invalid(List<Flaw> flaws) {
        return Problem.invalid(flaws.stream()
                        .map(flaw -> new Violation("INVALID", flaw.field()))
                        .toList())
                .detail(flaws.getFirst().field() + " " + flaws.getFirst().detail())
                .answer();
    }
}
