package dev.warfront.battle.http;

import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleResult;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleTerms.Host;
import dev.warfront.battle.BattleType;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.CreateBattle;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.http.NameOf;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A battle over HTTP.
///
/// @param captured whether the land changed its holder by its end
/// @param serverId the game server that is its host; null while none is
record BattleJson(
        UUID id,
        UUID warId,
        UUID territoryId,
        BattleType battleType,
        BattleStatus status,
        Instant scheduledAt,
        @Nullable Instant startedAt,
        @Nullable Instant endsAt,
        @Nullable Instant endedAt,
        long attackerScore,
        long defenderScore,
        Side holderSide,
        @Nullable Side winnerSide,
        @Nullable BattleEndReason endReason,
        boolean captured,
        @NameOf(value = Host.class, as = "BattleHost") Host host,
        @Nullable UUID serverId,
        BattleZoneJson zone,
        int maxPerSide,
        long version) {
    static BattleJson of(BattleView battle) {
        var terms = battle.terms();
        return new BattleJson(
                terms.id().value(),
                terms.war().value(),
                terms.territory().value(),
                terms.type(),
                battle.status(),
                terms.scheduledAt(),
                battle.startedAt(),
                battle.endsAt(),
                battle.endedAt(),
                battle.attackerScore(),
                battle.defenderScore(),
                battle.holderSide(),
                battle.winnerSide(),
                battle.endReason(),
                battle.captured(),
                terms.host(),
                battle.server(),
                BattleZoneJson.of(battle),
                terms.maxPerSide(),
                battle.version());
    }

    /// The circle in which the sides may fight.
    ///
    /// @param closesAt null before the start
    record BattleZoneJson(
            PointJson center,
            int radiusM,
            double zMin,
            double zMax,
            Instant opensAt,
            @Nullable Instant closesAt) {
        static BattleZoneJson of(BattleView battle) {
            var zone = battle.terms().zone();
            var center = zone.center();
            return new BattleZoneJson(
                    new PointJson(center.x(), center.y(), center.z()),
                    zone.radiusM(),
                    zone.zMin(),
                    zone.zMax(),
                    battle.zoneOpensAt(),
                    battle.zoneClosesAt());
        }
    }
    /// A point of the world, in metres.
    record PointJson(double x, double y, double z) {}

    /// Which battle is called for.
    ///
    /// @param host null for GAME_SERVER
    /// @param serverId null when the first server that starts it is its host
    record CreateBattleJson(
            @NotNull UUID territoryId,
            @Nullable @NameOf(value = Host.class, as = "BattleHost") Host host,
            @Nullable UUID serverId) {
        CreateBattle.Command by(PlayerId caller, WarId war) {
            var asked = host == null ? Host.GAME_SERVER : host;
            return new CreateBattle.Command(caller, war, new TerritoryId(territoryId), asked, serverId);
        }
    }

    /// How a battle ended.
    ///
    /// @param winnerSide null when nobody won
    record EndBattleJson(@Nullable Side winnerSide, @NotNull BattleEndReason endReason) {
        BattleResult result() {
            return new BattleResult(winnerSide, endReason);
        }
    }
}
