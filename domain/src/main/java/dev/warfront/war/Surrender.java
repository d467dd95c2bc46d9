package dev.warfront.war;

import dev.warfront.kernel.Side;
import dev.warfront.kernel.WarId;

/// What came of a wish to surrender.
public sealed interface Surrender {
    record Accepted(Transition<War.Ending> transition) implements Surrender {}

    record UnknownWar(WarId war) implements Surrender {}

    record NotLeadClan(WarId war) implements Surrender {}

    /// Only the LEADER may.
    record InsufficientRank(WarId war) implements Surrender {}

    record WrongPhase(WarStatus status) implements Surrender {}

    /// The caller decided on another version than the present one.
    record StaleVersion(long present) implements Surrender {}

    /// The side defends a siege that runs; allowed once it ends.
    record SiegeRunning(Side side) implements Surrender {}
}
