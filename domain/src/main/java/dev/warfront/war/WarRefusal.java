package dev.warfront.war;

import dev.warfront.guild.Rank;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that this context refuses, with the details in each case. A refusal has changed nothing.
public sealed interface WarRefusal {
    record UnknownWar(WarId war) implements WarRefusal {}

    record UnknownClan(ClanId clan) implements WarRefusal {}

    /// The caller is no member of the clan it speaks for.
    record NotClanMember(ClanId clan) implements WarRefusal {}

    /// The caller is in no clan that may decide this.
    record NotLeadClan(WarId war) implements WarRefusal {}

    /// The rank of the caller does not carry the right.
    ///
    /// @param needed the lowest rank that may
    record InsufficientRank(Rank needed) implements WarRefusal {}

    /// The caller is banned from wars.
    ///
    /// @param until when it may again; null for never
    record Banned(@Nullable Instant until) implements WarRefusal {}

    record WrongPhase(WarStatus status) implements WarRefusal {}

    /// The side defends a siege that runs; allowed once it ends.
    record SiegeRunning(Side side) implements WarRefusal {}

    /// The caller decided on another version than the present one.
    record VersionMismatch(long present) implements WarRefusal {}

    /// Nobody has won yet.
    record NotDecided(WarStatus status) implements WarRefusal {}

    /// The rules are against a declaration.
    ///
    /// @param found all reasons, in the order of the checks; at least one
    record Violations(List<DeclarationViolation> found) implements WarRefusal {
        public Violations {
            found = List.copyOf(found);
            if (found.isEmpty()) {
                throw new IllegalArgumentException("refused for no reason");
            }
        }
    }
}
