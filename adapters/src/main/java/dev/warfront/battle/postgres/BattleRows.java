package dev.warfront.battle.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.battle.Battle;
import dev.warfront.battle.BattleEndReason;
import dev.warfront.battle.BattleScores;
import dev.warfront.battle.BattleStatus;
import dev.warfront.battle.BattleType;
import dev.warfront.battle.BattleView;
import dev.warfront.battle.ScoredBattle;
import dev.warfront.battle.Site;
import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.TerritoryType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of `clan_war_battles` as battles: for the rules in their phase, for readers and judges as they are.
final class BattleRows {
    static final String COLUMNS = """
            b.id, b.war_id, b.territory_id, b.land, b.battle_type, b.status, b.scheduled_at, b.started_at, b.ends_at,
            b.ended_at, b.holder_side, b.attacker_score, b.defender_score, b.winner_side, b.end_reason,
            b.server_id, b.version""";

    private BattleRows() {}

    static Battle battle(Readable row) {
        var site = new Site(
                id(row),
                war(row),
                territory(row),
                TerritoryType.valueOf(required(row, "land", String.class)),
                required(row, "scheduled_at", Instant.class));
        var version = required(row, "version", Long.class);
        return switch (status(row)) {
            case CREATED -> new Battle.Created(site, version, holder(row));
            case ACTIVE ->
                new Battle.Active(
                        site,
                        version,
                        holder(row),
                        required(row, "server_id", UUID.class),
                        required(row, "started_at", Instant.class),
                        required(row, "ends_at", Instant.class));
            case ENDED ->
                new Battle.Ended(
                        site,
                        version,
                        holder(row),
                        row.get("server_id", UUID.class),
                        row.get("started_at", Instant.class),
                        required(row, "ended_at", Instant.class),
                        new BattleScores.Score(
                                required(row, "attacker_score", Long.class),
                                required(row, "defender_score", Long.class)),
                        side(row, "winner_side"),
                        BattleEndReason.valueOf(required(row, "end_reason", String.class)));
        };
    }

    static BattleView view(Readable row) {
        var reason = row.get("end_reason", String.class);
        return new BattleView(
                id(row),
                war(row),
                territory(row),
                BattleType.valueOf(required(row, "battle_type", String.class)),
                status(row),
                required(row, "scheduled_at", Instant.class),
                row.get("started_at", Instant.class),
                row.get("ends_at", Instant.class),
                row.get("ended_at", Instant.class),
                required(row, "attacker_score", Long.class),
                required(row, "defender_score", Long.class),
                holder(row),
                side(row, "winner_side"),
                reason == null ? null : BattleEndReason.valueOf(reason),
                required(row, "version", Long.class));
    }

    static ScoredBattle fact(Readable row) {
        return new ScoredBattle(
                id(row),
                war(row),
                territory(row),
                status(row),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class));
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

    private static Side holder(Readable row) {
        return Side.valueOf(required(row, "holder_side", String.class));
    }

    private static @Nullable Side side(Readable row, String column) {
        var text = row.get(column, String.class);
        return text == null ? null : Side.valueOf(text);
    }
}
