package dev.warfront.war;

import dev.warfront.kernel.WarId;

/// What came of a wish to call a war off.
public sealed interface Cancel {
    /// It is off.
    ///
    /// @param refund credits of the cost that go back to the attacker
    /// @param amends credits of the cost that go to the defender; the rest burns
    /// @param defenderImmune the defender had begun to prepare and is left in peace for a while
    record Accepted(Transition<War.Ended> transition, long refund, long amends, boolean defenderImmune)
            implements Cancel {}

    record UnknownWar(WarId war) implements Cancel {}

    /// Only the clan that declared may.
    record NotLeadClan(WarId war) implements Cancel {}

    /// Only LEADER and DEPUTY may.
    record InsufficientRank(WarId war) implements Cancel {}

    record WrongPhase(WarStatus status) implements Cancel {}

    /// The caller decided on another version than the present one.
    record StaleVersion(long present) implements Cancel {}
}
