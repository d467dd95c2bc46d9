package dev.warfront.guild;

import dev.warfront.kernel.Ranged;
import dev.warfront.kernel.Ranges;
import dev.warfront.kernel.Settings;
import java.time.Duration;

/// The numbers of clan membership. Source: docs/rules/guild.md.
///
/// @param inviteTtl how long an invitation can be accepted
/// @param invitationsMax pending invitations a clan may have, 1..1 000
/// @param joinCooldown time after leaving a clan, before founding or joining another
/// @param rejoinCooldown time after leaving a clan, before joining the same one again
/// @param joiningRank the rank of who accepts an invitation, below OFFICER
/// @param baseMembers places of a clan below level 10; no clan ever has more than 1 000
/// @param membersPerTenLevels further places with each ten levels
@Settings("war.guild")
public record GuildRules(
        Duration inviteTtl,
        int invitationsMax,
        Duration joinCooldown,
        Duration rejoinCooldown,
        Rank joiningRank,
        int baseMembers,
        int membersPerTenLevels)
        implements Ranged {
    private static final int MEMBERS_MAX = 1_000;
    private static final int INVITATIONS_MAX = 1_000;
    private static final int TENS_OF_LEVELS = ClanLevel.MAX / 10;

    public GuildRules {
        Ranges.positive("invite-ttl", inviteTtl);
        Ranges.within("invitations-max", invitationsMax, 1, Integer.MAX_VALUE);
        Ranges.notNegative("join-cooldown", joinCooldown);
        Ranges.notNegative("rejoin-cooldown", rejoinCooldown);
        // A clan has one leader.
        Ranges.within("joining-rank", joiningRank.power(), Rank.RECRUIT.power(), Rank.LEADER.power() - 1L);
        // No table takes a larger clan.
        Ranges.within("members-per-ten-levels", membersPerTenLevels, 0, MEMBERS_MAX / TENS_OF_LEVELS);
        Ranges.within("base-members", baseMembers, 1, MEMBERS_MAX - TENS_OF_LEVELS * membersPerTenLevels);
    }

    @Override
    public void checkRanges() {
        Ranges.within("invitations-max", invitationsMax, 1, INVITATIONS_MAX);
        Ranges.within("joining-rank", joiningRank.power(), Rank.RECRUIT.power(), Rank.OFFICER.power() - 1L);
    }

    /// Places of a clan of a level.
    public int membersAt(int level) {
        return baseMembers + membersPerTenLevels * (level / 10);
    }
}
