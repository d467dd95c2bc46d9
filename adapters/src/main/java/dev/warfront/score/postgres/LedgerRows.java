package dev.warfront.score.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.BattleId;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.score.LedgerRow;
import dev.warfront.score.ScoreType;
import io.netty.buffer.ByteBuf;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;

/// Ledger rows to their table, and from the view that has words where the table has numbers.
final class LedgerRows {
    static final String COPY = """
            copy clan_war_scores (event_id, war_id, seq, battle_id, type, side, clan_id, player_id, victim_id,
                                  victim_clan_id, territory_id, base_points, factor_bp, points, occurred_at, received_at,
                                  source, payload_hash, log_partition, log_offset, log_index) from stdin (format binary)""";
    private static final int COLUMNS = 21;

    private LedgerRows() {}

    static Flux<ByteBuf> encoded(List<LedgerRow> rows) {
        return BinaryCopy.of(rows, COLUMNS, LedgerRows::write);
    }

    private static void write(BinaryCopy copy, LedgerRow row) {
        copy.id(row.eventId())
                .id(row.war().value())
                .int8(row.seq())
                .id(row.battle() == null ? null : row.battle().value())
                .int2(LedgerNumbers.of(row.type()))
                .int2(LedgerNumbers.of(row.side()))
                .id(row.clan().value())
                .id(row.player() == null ? null : row.player().value())
                .id(row.victim() == null ? null : row.victim().value())
                .id(row.victimClan() == null ? null : row.victimClan().value())
                .id(row.territory() == null ? null : row.territory().value())
                .int4(row.basePoints())
                .int4(row.factorBp())
                .int8(row.points())
                .instant(row.occurredAt())
                .instant(row.receivedAt())
                .int2(LedgerNumbers.of(row.type().origin()))
                .int8(row.payloadHash())
                .int2(row.partition())
                .int8(row.offset())
                .int2(row.index());
    }

    static LedgerRow read(Readable row) {
        var battle = row.get("battle_id", UUID.class);
        var player = row.get("player_id", UUID.class);
        var victim = row.get("victim_id", UUID.class);
        var victimClan = row.get("victim_clan_id", UUID.class);
        var territory = row.get("territory_id", UUID.class);
        return new LedgerRow(
                required(row, "event_id", UUID.class),
                new WarId(required(row, "war_id", UUID.class)),
                required(row, "seq", Long.class),
                battle == null ? null : new BattleId(battle),
                ScoreType.valueOf(required(row, "type", String.class)),
                Side.valueOf(required(row, "side", String.class)),
                new ClanId(required(row, "clan_id", UUID.class)),
                player == null ? null : new PlayerId(player),
                victim == null ? null : new PlayerId(victim),
                victimClan == null ? null : new ClanId(victimClan),
                territory == null ? null : new TerritoryId(territory),
                required(row, "base_points", Integer.class),
                required(row, "factor_bp", Integer.class),
                required(row, "points", Long.class),
                required(row, "occurred_at", Instant.class),
                required(row, "received_at", Instant.class),
                required(row, "payload_hash", Long.class),
                required(row, "log_partition", Short.class),
                required(row, "log_offset", Long.class),
                required(row, "log_index", Short.class));
    }
}
