package dev.warfront.battle.postgres;

import dev.warfront.battle.BattleEvent;
import dev.warfront.battle.Site;
import dev.warfront.outbox.postgres.EventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How the events of battles look on `war.battle` and `war.territory`, and in the event log of their war.
@Component
final class BattleEventMapping implements EventMapping<BattleEvent> {

    @Override
    public Class<BattleEvent> type() {
        return BattleEvent.class;
    }

    @Override
    public Published map(BattleEvent event) {
        return switch (event) {
            case BattleEvent.Scheduled one -> published("battle.scheduled", one.site(), scheduled(one));
            case BattleEvent.Started one ->
                published("battle.started", one.battle().site(), started(one));
            case BattleEvent.Ended one -> published("battle.ended", one.battle().site(), ended(one));
            case BattleEvent.TerritoryCaptured one -> {
                var id = one.territory().value();
                yield new Published(
                        "territory.captured", 1, "territory", id, TerritoryEvent.FEED, id.toString(), captured(one));
            }
        };
    }

    private static Published published(String type, Site site, Object payload) {
        var id = site.id().value();
        return new Published(type, 1, "battle", id, BattleEvent.FEED, id.toString(), payload);
    }

    private static ScheduledJson scheduled(BattleEvent.Scheduled event) {
        var site = event.site();
        return new ScheduledJson(
                site.id().value(),
                site.war().value(),
                site.territory().value(),
                site.type().name(),
                site.scheduledAt(),
                PointJson.of(event.center()),
                event.radiusM(),
                event.maxPerSide());
    }

    private static StartedJson started(BattleEvent.Started event) {
        var battle = event.battle();
        return new StartedJson(
                battle.site().id().value(), battle.site().war().value(), battle.startedAt(), battle.endsAt(), null, 0);
    }

    private static EndedJson ended(BattleEvent.Ended event) {
        var battle = event.battle();
        var startedAt = battle.startedAt();
        var winner = battle.winner();
        return new EndedJson(
                battle.site().id().value(),
                battle.site().war().value(),
                battle.reason().name(),
                winner == null ? null : winner.name(),
                battle.score().attacker(),
                battle.score().defender(),
                startedAt == null
                        ? 0
                        : Duration.between(startedAt, battle.endedAt()).toSeconds(),
                event.captured(),
                battle.endedAt());
    }

    private static CapturedJson captured(BattleEvent.TerritoryCaptured event) {
        return new CapturedJson(
                event.war().value(),
                event.territory().value(),
                event.clan().value(),
                event.occurredAt(),
                event.points(),
                event.previousClan().value(),
                event.battle().value(),
                event.defenseLevel(),
                event.version());
    }

    record PointJson(double x, double y, double z) {
        static PointJson of(Location location) {
            return new PointJson(location.x(), location.y(), location.z());
        }
    }

    record ScheduledJson(
            UUID battleId,
            UUID warId,
            UUID territoryId,
            String battleType,
            Instant scheduledAt,
            PointJson center,
            int radiusM,
            int maxPerSide) {}

    /// @param tickRateHz null: a game server keeps its own time
    record StartedJson(
            UUID battleId,
            UUID warId,
            Instant startedAt,
            Instant endsAt,
            @Nullable Integer tickRateHz,
            int leaseEpoch) {}

    record EndedJson(
            UUID battleId,
            UUID warId,
            String endReason,
            @Nullable String winnerSide,
            long attackerScore,
            long defenderScore,
            long durationS,
            boolean captured,
            Instant at) {}

    record CapturedJson(
            UUID warId,
            UUID territoryId,
            UUID clanId,
            Instant capturedAt,
            long points,
            UUID previousClanId,
            UUID battleId,
            int defenseLevel,
            long version) {}
}
