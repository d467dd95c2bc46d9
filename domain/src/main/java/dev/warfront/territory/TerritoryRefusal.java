package dev.warfront.territory;

import dev.warfront.guild.ClanStatus;
import dev.warfront.guild.Rank;
import dev.warfront.kernel.WarId;

/// Every way in which a command about land is refused.
public sealed interface TerritoryRefusal {
    /// There is none, or it is inactive.
    record UnknownTerritory() implements TerritoryRefusal {}

    /// There is none.
    record UnknownClaim() implements TerritoryRefusal {}

    /// The caller is in no clan.
    record NotAMember() implements TerritoryRefusal {}

    /// The caller's rank does not carry the right.
    ///
    /// @param needed the lowest rank that may
    record InsufficientRank(Rank needed) implements TerritoryRefusal {}

    /// A suspended clan claims nothing, and gives nothing back.
    record ClanNotActive(ClanStatus status) implements TerritoryRefusal {}

    /// The land is not the clan's.
    record NotOwner() implements TerritoryRefusal {}

    /// A war names the land.
    record TerritoryLocked(WarId war) implements TerritoryRefusal {}

    /// Somebody owns the land.
    record NotNeutral(TerritoryState state) implements TerritoryRefusal {}

    /// The clan is not experienced enough.
    ///
    /// @param needed the least level
    record ClanLevelTooLow(int needed) implements TerritoryRefusal {}

    /// The clan's claim of this land is running.
    record ClaimAlreadyRunning(Claim.Id claim) implements TerritoryRefusal {}

    /// Land and running claims of the clan are as many as its level allows.
    ///
    /// @param cap so many
    record CapReached(int cap) implements TerritoryRefusal {}

    /// The version the caller named is not the present one.
    record VersionMismatch(long present) implements TerritoryRefusal {}

    /// The clan cannot pay.
    ///
    /// @param cost credits
    record TreasuryInsufficient(long cost) implements TerritoryRefusal {}
}
