package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import java.time.Instant;
import java.util.List;

/// Every way in which a wish about a clan is refused. A use case's outcome permits exactly those that it can end in.
public sealed interface GuildRefusal {
    /// The wishes are malformed.
    record BadCharter(List<Flaw> flaws) implements GuildRefusal, Founding {
        public BadCharter {
            flaws = List.copyOf(flaws);
        }
    }

    /// Another clan, perhaps a disbanded one, has a name that looks like this.
    record NameTaken() implements GuildRefusal, Founding {}

    /// Another clan, perhaps a disbanded one, has a tag that looks like this.
    record TagTaken() implements GuildRefusal, Founding {}

    /// Why a player may become a member of no clan, or not of this one.
    sealed interface JoinBar extends GuildRefusal, Founding, Acceptance {}

    record AlreadyInClan(ClanId clan) implements JoinBar, InvitationOutcome {}

    /// The player left a clan a short while ago.
    ///
    /// @param until when it may join again
    record CoolingDown(Instant until) implements JoinBar {}

    record UnknownClan() implements GuildRefusal, InvitationOutcome, Leaving, RankChange, GrantOutcome {}

    /// A suspended or disbanded clan does nothing.
    record ClanNotActive(ClanStatus status)
            implements GuildRefusal, InvitationOutcome, Acceptance, RankChange, GrantOutcome {}

    /// The caller is not in the clan.
    record NotAMember() implements GuildRefusal, InvitationOutcome, Leaving, RankChange {}

    /// The caller's rank does not carry the right; nobody acts on an equal or higher rank.
    record InsufficientRank() implements GuildRefusal, InvitationOutcome, RankChange {}

    record UnknownPlayer() implements GuildRefusal, InvitationOutcome {}

    /// The player already holds an invitation into the clan.
    record AlreadyInvited(InvitationId invitation) implements GuildRefusal, InvitationOutcome {}

    /// The clan has invited as many as it may.
    ///
    /// @param most pending invitations a clan may have
    record TooManyInvitations(int most) implements GuildRefusal, InvitationOutcome {}

    /// There is none, or it is somebody else's.
    record UnknownInvitation() implements GuildRefusal, Acceptance {}

    record InvitationNotPending(InvitationStatus status) implements GuildRefusal, Acceptance {}

    record InvitationExpired(Instant since) implements GuildRefusal, Acceptance {}

    /// Nobody can join until somebody leaves.
    ///
    /// @param places all taken
    record ClanFull(int places) implements GuildRefusal, Acceptance {}

    /// A clan at war cannot be disbanded, so its last member cannot leave.
    record ClanInWar() implements GuildRefusal, Leaving {}

    /// The player whose rank was to change is not in the clan.
    record UnknownMember() implements GuildRefusal, RankChange {}

    /// The version the caller named is not the present one.
    record VersionMismatch(long present) implements GuildRefusal, Acceptance, RankChange {}

    /// The grant is malformed.
    record BadGrant(List<Flaw> flaws) implements GuildRefusal, GrantOutcome {
        public BadGrant {
            flaws = List.copyOf(flaws);
        }
    }

    /// The clan's sums would pass the largest number.
    record GrantTooLarge() implements GuildRefusal, GrantOutcome {}
}
