package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import java.time.Instant;

/// What is told of battles. Feeds: `war.battle`, keyed by battle; captures on `war.territory`, keyed by territory.
public sealed interface BattleEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.battle";

    WarId war();

    /// A battle will be fought.
    ///
    /// @param center of its zone, as radiusM
    /// @param maxPerSide players
    record Scheduled(Site site, Location center, int radiusM, int maxPerSide) implements BattleEvent {
        @Override
        public WarId war() {
            return site.war();
        }

        @Override
        public Instant occurredAt() {
            return site.scheduledAt();
        }
    }

    /// A game server began it.
    record Started(Battle.Active battle) implements BattleEvent {
        @Override
        public WarId war() {
            return battle.site().war();
        }

        @Override
        public Instant occurredAt() {
            return battle.startedAt();
        }
    }

    /// It is over.
    ///
    /// @param captured the land changed its holder by it
    record Ended(Battle.Ended battle, boolean captured) implements BattleEvent {
        @Override
        public WarId war() {
            return battle.site().war();
        }

        @Override
        public Instant occurredAt() {
            return battle.endedAt();
        }
    }

    /// Contested land changed its holder.
    ///
    /// @param clan the new holder
    /// @param points that it yields
    /// @param defenseLevel war-scoped, after it was halved
    /// @param version of the contested land
    record TerritoryCaptured(
            WarId war,
            TerritoryId territory,
            TerritoryType type,
            ClanId clan,
            ClanId previousClan,
            BattleId battle,
            long points,
            int defenseLevel,
            long version,
            Instant occurredAt)
            implements BattleEvent {}
}
