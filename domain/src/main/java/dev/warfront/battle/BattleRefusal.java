package dev.warfront.battle;

import dev.warfront.guild.Rank;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.WarStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Every way in which a command about battles is refused.
public sealed interface BattleRefusal {
    record UnknownWar(WarId war) implements BattleRefusal {}

    record UnknownBattle(BattleId battle) implements BattleRefusal {}

    /// The caller's clan leads neither side.
    record NotLeadClan(WarId war) implements BattleRefusal {}

    /// The rank of the caller does not carry the right.
    ///
    /// @param needed the lowest rank that may
    record InsufficientRank(Rank needed) implements BattleRefusal {}

    /// The caller is banned from wars.
    ///
    /// @param until when it may again; null for never
    record Banned(@Nullable Instant until) implements BattleRefusal {}

    /// Only an ACTIVE war has battles, and only up to its deadline.
    record WarNotActive(WarStatus status) implements BattleRefusal {}

    /// The war does not contest the land.
    record NotContested(TerritoryId territory) implements BattleRefusal {}

    /// The caller's side holds the land, so it has nothing to assault.
    record HoldsTerritory(TerritoryId territory) implements BattleRefusal {}

    /// There is a battle for the land that is not over.
    record TerritoryBusy(TerritoryId territory) implements BattleRefusal {}

    /// So many battles of the war are ACTIVE as may be.
    record WarFull(int limit) implements BattleRefusal {}

    /// So many battles of the world are ACTIVE as may be.
    record WorldFull(int limit) implements BattleRefusal {}

    /// Nobody of that kind fights battles.
    record HostNotSupported(BattleTerms.Host host) implements BattleRefusal {}

    /// The server that the creator names is none, or was revoked.
    record UnknownServer(UUID server) implements BattleRefusal {}

    /// The caller is no game server any more.
    record ServerRevoked(UUID server) implements BattleRefusal {}

    /// Another server is the host.
    record NotHost(BattleId battle) implements BattleRefusal {}

    record WrongState(BattleStatus status) implements BattleRefusal {}

    /// No battle can end like that.
    record Implausible(String reason) implements BattleRefusal {}

    /// Another result took the land first.
    record CaptureSuperseded(TerritoryId territory) implements BattleRefusal {}

    /// The land was captured a short while ago.
    ///
    /// @param until its holder does not change before
    record CaptureLocked(TerritoryId territory, Instant until) implements BattleRefusal {}

    /// The caller has seen another version.
    record VersionMismatch(long present) implements BattleRefusal {}
}
