package dev.warfront.battle;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Event;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What happens to battles. Published on `war.battle`, in order per battle; captures on `war.territory`, in
/// order per territory.
public sealed interface BattleEvent extends Event {
    /// The feed that they are published on.
    String FEED = "war.battle";

    WarId war();

    /// A battle will be fought.
    ///
    /// @param occurredAt when it is planned to begin
    /// @param center of its zone, in metres
    /// @param radiusM of its zone, in metres
    /// @param maxPerSide players
    record Scheduled(
            BattleId battle,
            WarId war,
            TerritoryId territory,
            BattleType type,
            Instant occurredAt,
            Location center,
            int radiusM,
            int maxPerSide)
            implements BattleEvent {
        static Scheduled of(BattleTerms terms) {
            return new Scheduled(
                    terms.id(),
                    terms.war(),
                    terms.territory(),
                    terms.type(),
                    terms.scheduledAt(),
                    terms.zone().center(),
                    terms.zone().radiusM(),
                    terms.maxPerSide());
        }
    }

    /// A game server began a battle.
    ///
    /// @param endsAt when it ends at the latest, unless it is ended before
    record Started(BattleId battle, WarId war, Instant occurredAt, Instant endsAt) implements BattleEvent {
        static Started of(Battle.Active battle) {
            var terms = battle.terms();
            return new Started(terms.id(), terms.war(), battle.startedAt(), battle.endsAt());
        }
    }

    /// A battle is over.
    ///
    /// @param winner null when nobody won
    /// @param length whole seconds
    /// @param captured the land changed its holder by it
    /// @param endedBy the administrator who aborted it; null when it ended by its host or by itself
    record Ended(
            BattleId battle,
            WarId war,
            BattleEndReason reason,
            @Nullable Side winner,
            BattleScores.Score score,
            Duration length,
            boolean captured,
            @Nullable PlayerId endedBy,
            Instant occurredAt)
            implements BattleEvent {
        static Ended of(Battle.Ended battle, @Nullable PlayerId endedBy) {
            var terms = battle.terms();
            return new Ended(
                    terms.id(),
                    terms.war(),
                    battle.reason(),
                    battle.winner(),
                    battle.score(),
                    battle.length().truncatedTo(ChronoUnit.SECONDS),
                    battle.captured(),
                    endedBy,
                    battle.endedAt());
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
            ClanId clan,
            ClanId previousClan,
            BattleId battle,
            long points,
            int defenseLevel,
            long version,
            Instant occurredAt)
            implements BattleEvent {}
}
