package dev.warfront.battle.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleEvent;
import dev.warfront.battle.BattleScores;
import dev.warfront.battle.BattleType;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.WireJson;
import dev.warfront.outbox.postgres.LoggedEventMapping;
import dev.warfront.outbox.postgres.Published;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// How the events of battles look on `war.battle` and `war.territory`, and in the event log of their war.
@Component
final class BattleEventMapping implements LoggedEventMapping<BattleEvent> {
    private static final JsonMapper JSON = WireJson.jsonMapper();

    @Override
    public Class<BattleEvent> type() {
        return BattleEvent.class;
    }

    @Override
    public Published map(BattleEvent event) {
        return switch (event) {
            case BattleEvent.Scheduled one -> published("battle.scheduled", one.battle(), ScheduledJson.of(one));
            case BattleEvent.Started one -> published("battle.started", one.battle(), StartedJson.of(one));
            case BattleEvent.Ended one -> published("battle.ended", one.battle(), EndedJson.of(one));
            case BattleEvent.TerritoryCaptured one -> {
                var id = one.territory().value();
                yield new Published(
                        "territory.captured",
                        1,
                        "territory",
                        id,
                        TerritoryEvent.FEED,
                        id.toString(),
                        CapturedJson.of(one));
            }
        };
    }

    @Override
    public boolean isPublic(BattleEvent event) {
        return switch (event) {
            case BattleEvent.Scheduled _, BattleEvent.Started _, BattleEvent.Ended _, BattleEvent.TerritoryCaptured _ ->
                true;
        };
    }

    @Override
    public BattleEvent parse(String eventType, JsonNode payload) {
        return switch (eventType) {
            case "battle.scheduled" ->
                JSON.treeToValue(payload, ScheduledJson.class).event();
            case "battle.started" ->
                JSON.treeToValue(payload, StartedJson.class).event();
            case "battle.ended" -> JSON.treeToValue(payload, EndedJson.class).event();
            case "territory.captured" ->
                JSON.treeToValue(payload, CapturedJson.class).event();
            default -> throw new IllegalArgumentException("no event of battles: " + eventType);
        };
    }

    private static Published published(String type, BattleId battle, Object payload) {
        var id = battle.value();
        return new Published(type, 1, "battle", id, BattleEvent.FEED, id.toString(), payload);
    }

    record PointJson(double x, double y, double z) {
        static PointJson of(Location location) {
            return new PointJson(location.x(), location.y(), location.z());
        }

        Location location() {
            return new Location(x, y, z);
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
            int maxPerSide) {
        static ScheduledJson of(BattleEvent.Scheduled event) {
            return new ScheduledJson(
                    event.battle().value(),
                    event.war().value(),
                    event.territory().value(),
                    event.type().name(),
                    event.occurredAt(),
                    PointJson.of(event.center()),
                    event.radiusM(),
                    event.maxPerSide());
        }

        BattleEvent event() {
            return new BattleEvent.Scheduled(
                    new BattleId(battleId),
                    new WarId(warId),
                    new TerritoryId(territoryId),
                    BattleType.valueOf(battleType),
                    scheduledAt,
                    center.location(),
                    radiusM,
                    maxPerSide);
        }
    }

    /// @param tickRateHz null: a game server keeps its own time
    /// @param leaseEpoch 0: nobody else takes over what a game server fights
    record StartedJson(
            UUID battleId,
            UUID warId,
            Instant startedAt,
            Instant endsAt,
            @Nullable Integer tickRateHz,
            int leaseEpoch) {
        static StartedJson of(BattleEvent.Started event) {
            return new StartedJson(
                    event.battle().value(), event.war().value(), event.occurredAt(), event.endsAt(), null, 0);
        }

        BattleEvent event() {
            return new BattleEvent.Started(new BattleId(battleId), new WarId(warId), startedAt, endsAt);
        }
    }

    /// @param endedBy absent unless an administrator ended it
    record EndedJson(
            UUID battleId,
            UUID warId,
            String endReason,
            @Nullable String winnerSide,
            long attackerScore,
            long defenderScore,
            long durationS,
            boolean captured,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UUID endedBy,

            Instant at) {
        static EndedJson of(BattleEvent.Ended event) {
            var winner = event.winner();
            var endedBy = event.endedBy();
            return new EndedJson(
                    event.battle().value(),
                    event.war().value(),
                    event.reason().name(),
                    winner == null ? null : winner.name(),
                    event.score().attacker(),
                    event.score().defender(),
                    event.length().toSeconds(),
                    event.captured(),
                    endedBy == null ? null : endedBy.value(),
                    event.occurredAt());
        }

        BattleEvent event() {
            return new BattleEvent.Ended(
                    new BattleId(battleId),
                    new WarId(warId),
                    BattleEndReason.valueOf(endReason),
                    winnerSide == null ? null : Side.valueOf(winnerSide),
                    new BattleScores.Score(attackerScore, defenderScore),
                    Duration.ofSeconds(durationS),
                    captured,
                    endedBy == null ? null : new PlayerId(endedBy),
                    at);
        }
    }

    record CapturedJson(
            UUID warId,
            UUID territoryId,
            UUID clanId,
            Instant capturedAt,
            long points,
            UUID previousClanId,
            UUID battleId,
            int defenseLevel,
            long version) {
        static CapturedJson of(BattleEvent.TerritoryCaptured event) {
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

        BattleEvent event() {
            return new BattleEvent.TerritoryCaptured(
                    new WarId(warId),
                    new TerritoryId(territoryId),
                    new ClanId(clanId),
                    new ClanId(previousClanId),
                    new BattleId(battleId),
                    points,
                    defenseLevel,
                    version,
                    capturedAt);
        }
    }
}
