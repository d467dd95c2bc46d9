package dev.warfront.battle.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleScores;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleTerms;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Location;
import dev.warfront.territory.TerritoryType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of `clan_war_battles`.
final class BattleRows {
    static final String SELECT = """
            select b.id, b.war_id, b.territory_id, b.land, b.status, b.scheduled_at, b.started_at, b.ends_at,
                b.ended_at, b.holder_side, b.attacker_score, b.defender_score, b.winner_side, b.end_reason, b.captured,
                b.host, b.server_id, b.zone_center[0] as zone_x, b.zone_center[1] as zone_y, b.zone_z,
                b.zone_radius_m, b.zone_z_min, b.zone_z_max, b.max_per_side, b.version
            from clan_war_battles b""";

    private BattleRows() {}

    static Battle battle(Readable row) {
        var terms = terms(row);
        var version = required(row, "version", Long.class);
        var holder = Side.valueOf(required(row, "holder_side", String.class));
        return switch (status(row)) {
            case CREATED -> new Battle.Created(terms, version, holder, row.get("server_id", UUID.class));
            case ACTIVE ->
                new Battle.Active(
                        terms,
                        version,
                        holder,
                        required(row, "server_id", UUID.class),
                        required(row, "started_at", Instant.class),
                        required(row, "ends_at", Instant.class));
            case ENDED -> ended(row, terms, version, holder);
        };
    }

    private static Battle.Ended ended(Readable row, BattleTerms terms, long version, Side holder) {
        return new Battle.Ended(
                terms,
                version,
                holder,
                row.get("server_id", UUID.class),
                row.get("started_at", Instant.class),
                row.get("ends_at", Instant.class),
                required(row, "ended_at", Instant.class),
                new BattleScores.Score(
                        required(row, "attacker_score", Long.class), required(row, "defender_score", Long.class)),
                winner(row),
                BattleEndReason.valueOf(required(row, "end_reason", String.class)),
                required(row, "captured", Boolean.class));
    }

    static ScoredBattle scored(Readable row) {
        return new ScoredBattle(
                id(row),
                war(row),
                territory(row),
                status(row),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
    }

    private static BattleTerms terms(Readable row) {
        return new BattleTerms(
                id(row),
                war(row),
                territory(row),
                TerritoryType.valueOf(required(row, "land", String.class)),
                required(row, "scheduled_at", Instant.class),
                zone(row),
                required(row, "max_per_side", Integer.class),
                BattleTerms.Host.valueOf(required(row, "host", String.class)));
    }

    private static BattleTerms.Zone zone(Readable row) {
        var center = new Location(
                required(row, "zone_x", Double.class),
                required(row, "zone_y", Double.class),
                required(row, "zone_z", Double.class));
        return new BattleTerms.Zone(
                center,
                required(row, "zone_radius_m", Integer.class),
                required(row, "zone_z_min", Double.class),
                required(row, "zone_z_max", Double.class));
    }

    private static BattleId id(Readable row) {
        return new BattleId(required(row, "id", UUID.class));
    }

    private static WarId war(Readable row) {
        return new WarId(required(row, "war_id", UUID.class));
    }

    private static TerritoryId territory(Readable row) {
        return new TerritoryId(required(row, "territory_id", UUID.class));
    }

    private static BattleStatus status(Readable row) {
        return BattleStatus.valueOf(required(row, "status", String.class));
    }

    private static @Nullable Side winner(Readable row) {
        var text = row.get("winner_side", String.class);
        return text == null ? null : Side.valueOf(text);
    }
}
