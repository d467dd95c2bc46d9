package dev.warfront.guild;

import dev.warfront.kernel.Settings;
import java.time.Duration;

/// The numbers of clan membership. Source: docs/rules/guild.md.
///
/// @param inviteTtl how long an invitation can be accepted
/// @param invitationsMax pending invitations a clan may have, 1..1 000
/// @param joinCooldown after leaving a clan, before founding or joining another
/// @param rejoinCooldown after leaving a clan, before joining the same one again
/// @param joiningRank the rank of who accepts an invitation, below OFFICER
/// @param baseMembers places of a clan below level 10, 1..1 000
/// @param membersPerTenLevels further places with each ten levels, 0..95
@Settings("war.guild")
public record GuildRules(
        Duration inviteTtl,
        int invitationsMax,
        Duration joinCooldown,
        Duration rejoinCooldown,
        Rank joiningRank,
        int baseMembers,
        int membersPerTenLevels) {
    private static final int MEMBERS_MAX = 1_000;
    private static final int TENS_OF_LEVELS = ClanLevel.MAX / 10;

    public GuildRules {
        require(inviteTtl.isPositive(), "invite-ttl", inviteTtl);
        require(invitationsMax >= 1 && invitationsMax <= 1_000, "invitations-max", invitationsMax);
        require(!joinCooldown.isNegative(), "join-cooldown", joinCooldown);
        require(!rejoinCooldown.isNegative(), "rejoin-cooldown", rejoinCooldown);
        require(!joiningRank.isAtLeast(Rank.OFFICER), "joining-rank", joiningRank);
        require(membersPerTenLevels >= 0, "members-per-ten-levels", membersPerTenLevels);
        require(
                baseMembers >= 1 && baseMembers + TENS_OF_LEVELS * membersPerTenLevels <= MEMBERS_MAX,
                "base-members",
                baseMembers);
    }

    /// Places of a clan of a level.
    public int membersAt(int level) {
        return baseMembers + membersPerTenLevels * (level / 10);
    }

    private static void require(boolean holds, String key, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("war.guild." + key + " " + value + " is out of range");
        }
    }
}
