package dev.warfront.war;

import dev.warfront.kernel.ClanId;
import java.time.Instant;
import java.util.List;

/// What came of a wish to declare war.
public sealed interface Declaration {
    record Accepted(Transition<War.Declared> transition) implements Declaration {}

    record UnknownClan(ClanId clan) implements Declaration {}

    /// The caller is no member of the attacking clan.
    record NotClanMember(ClanId clan) implements Declaration {}

    /// Only LEADER and DEPUTY may.
    record InsufficientRank(ClanId clan) implements Declaration {}

    record RateLimited(Instant retryAt) implements Declaration {}

    /// The rules are against it.
    ///
    /// @param violations all reasons, in the order of the checks; at least one
    record Refused(List<Violation> violations) implements Declaration {
        public Refused {
            violations = List.copyOf(violations);
            if (violations.isEmpty()) {
                throw new IllegalArgumentException("refused for no reason");
            }
        }
    }
}
