package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryType;
import java.time.Duration;
import java.time.Instant;

/// What was fixed when a battle was created: the land it is about, where and by whom it is fought.
///
/// @param scheduledAt when it was created to begin
/// @param maxPerSide players
public record BattleTerms(
        BattleId id,
        WarId war,
        TerritoryId territory,
        TerritoryType land,
        Instant scheduledAt,
        Zone zone,
        int maxPerSide,
        Host host) {

    /// A battle over that land, fought by a game server.
    static BattleTerms over(Territory land, BattleId id, WarId war, BattleRules rules, Instant now) {
        return switch (BattleType.over(land.type())) {
            case TERRITORY_BATTLE -> of(land, id, war, rules.resourceRadiusM(), rules.resourceMaxPerSide(), now);
            case SIEGE -> of(land, id, war, rules.siegeRadiusM(), rules.siegeMaxPerSide(), now);
        };
    }

    private static BattleTerms of(Territory land, BattleId id, WarId war, int radiusM, int maxPerSide, Instant now) {
        var zone = Zone.around(land.location(), radiusM);
        return new BattleTerms(id, war, land.id(), land.type(), now, zone, maxPerSide, Host.GAME_SERVER);
    }

    public BattleType type() {
        return BattleType.over(land);
    }

    /// Who fights a battle out.
    public enum Host {
        /// A node of this program.
        NODE,
        /// A game server, which begins it, sends its score events and ends it.
        GAME_SERVER
    }

    /// The circle in which the sides may fight and score.
    ///
    /// @param radiusM metres around the center
    /// @param zMin metres, as zMax: between them it is
    public record Zone(Location center, int radiusM, double zMin, double zMax) {
        /// It opens so long before the start of its battle, and closes so long after its end.
        public static final Duration MARGIN = Duration.ofSeconds(60);

        private static final double WORLD_Z_MIN = -1_000;
        private static final double WORLD_Z_MAX = 10_000;

        /// As high and as deep as it is wide, within the world.
        static Zone around(Location center, int radiusM) {
            return new Zone(
                    center,
                    radiusM,
                    Math.clamp(center.z() - radiusM, WORLD_Z_MIN, WORLD_Z_MAX),
                    Math.clamp(center.z() + radiusM, WORLD_Z_MIN, WORLD_Z_MAX));
        }
    }
}
