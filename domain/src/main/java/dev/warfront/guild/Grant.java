package dev.warfront.guild;

import dev.warfront.guild.GuildRefusal.Violation;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Credits and experience given to a clan by an administrator.
///
/// @param id also the reference of its entry in the treasury's ledger
/// @param credits 0 or more
/// @param experience 0 or more; at least one of both is above 0
/// @param reason why, for the audit
public record Grant(
        UUID id, ClanId clan, long credits, long experience, String reason, PlayerId grantedBy, Instant grantedAt) {
    private static final int REASON_MAX = 200;

    /// What is wrong with it; empty when it can be given.
    List<Violation> violations() {
        var violations = new ArrayList<Violation>();
        if (credits < 0) {
            violations.add(new Violation("credits", "must not be below 0"));
        }
        if (experience < 0) {
            violations.add(new Violation("experience", "must not be below 0"));
        }
        if (credits == 0 && experience == 0) {
            violations.add(new Violation("credits", "credits or experience must be above 0"));
        }
        if (reason.isBlank() || reason.length() > REASON_MAX || reason.chars().anyMatch(Character::isISOControl)) {
            violations.add(new Violation("reason", "must be 1.." + REASON_MAX + " printable characters"));
        }
        return List.copyOf(violations);
    }
}
