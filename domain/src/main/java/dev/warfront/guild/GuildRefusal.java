package dev.warfront.guild;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.List;

/// Every way in which a command about clans is refused.
public sealed interface GuildRefusal {
    /// What is wrong with one field of a request.
    ///
    /// @param field its name, as the request calls it
    /// @param detail what it must be
    record Violation(String field, String detail) {}

    /// The registration is malformed.
    record BadRegistration(List<Violation> violations) implements GuildRefusal {
        public BadRegistration {
            violations = List.copyOf(violations);
        }
    }

    /// The world has no such region.
    record UnknownRegion(String region) implements GuildRefusal {}

    /// Another clan, perhaps a disbanded one, has a name that looks like this.
    record NameTaken(String name) implements GuildRefusal {}

    /// Another clan, perhaps a disbanded one, has a tag that looks like this.
    record TagTaken(String tag) implements GuildRefusal {}

    /// The player is a member already.
    ///
    /// @param clan of which
    record AlreadyInClan(ClanId clan) implements GuildRefusal {}

    /// The player left a clan a short while ago.
    ///
    /// @param until when it may join again
    record CoolingDown(Instant until) implements GuildRefusal {}

    record UnknownClan(ClanId clan) implements GuildRefusal {}

    /// A suspended or disbanded clan does nothing.
    record ClanNotActive(ClanStatus status) implements GuildRefusal {}

    /// The caller is not in the clan.
    record NotAMember(ClanId clan) implements GuildRefusal {}

    /// The caller's rank does not carry the right; nobody acts on an equal or higher rank.
    ///
    /// @param needed the lowest rank that may; LEADER also where nobody may
    record InsufficientRank(Rank needed) implements GuildRefusal {}

    record UnknownPlayer(PlayerId player) implements GuildRefusal {}

    /// The player already holds an invitation into the clan.
    record AlreadyInvited(Invitation.Id invitation) implements GuildRefusal {}

    /// The clan has invited as many as it may.
    ///
    /// @param most pending invitations a clan may have
    record TooManyInvitations(int most) implements GuildRefusal {}

    /// There is none, or it is somebody else's.
    record UnknownInvitation(Invitation.Id invitation) implements GuildRefusal {}

    record InvitationNotPending(Invitation.Status status) implements GuildRefusal {}

    record InvitationExpired(Instant since) implements GuildRefusal {}

    /// Nobody can join until somebody leaves.
    ///
    /// @param places all taken
    record ClanFull(int places) implements GuildRefusal {}

    /// A clan at war cannot be disbanded, so its last member cannot leave.
    record ClanInWar(ClanId clan) implements GuildRefusal {}

    /// The player is not in the clan, or in none where no clan is named.
    record UnknownMember(PlayerId player) implements GuildRefusal {}

    /// The version the caller named is not the present one.
    record VersionMismatch(long present) implements GuildRefusal {}

    /// The grant is malformed.
    record BadGrant(List<Violation> violations) implements GuildRefusal {
        public BadGrant {
            violations = List.copyOf(violations);
        }
    }

    /// The clan's sums would pass the largest number.
    record GrantTooLarge() implements GuildRefusal {}
}
