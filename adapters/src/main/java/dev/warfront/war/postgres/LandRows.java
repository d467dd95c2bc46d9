package dev.warfront.war.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.Side;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.war.ContestedLand;
import dev.warfront.war.LandKind;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Rows of `clan_war_territories`.
record LandRows(DatabaseClient database) {
    static final String COLUMNS = """
            t.territory_id, t.kind, t.initial_owner_clan_id, t.owner_clan_id, t.holder_side, t.captured_at,
            t.capture_locked_until, t.defense_level, t.capture_count, t.version""";

    private static final String INSERT = """
            insert into clan_war_territories
                (war_id, territory_id, kind, initial_owner_clan_id, owner_clan_id, holder_side, defense_level)
            select :war, * from unnest(cast(:territories as uuid[]), cast(:kinds as text[]), cast(:owners as uuid[]),
                cast(:owners as uuid[]), cast(:sides as text[]), cast(:levels as int[]))""";

    Mono<Void> insert(WarId war, List<ContestedLand> lands) {
        if (lands.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(INSERT)
                .bind("war", war.value())
                .bind(
                        "territories",
                        lands.stream().map(land -> land.territory().value()).toArray(UUID[]::new))
                .bind("kinds", lands.stream().map(land -> land.kind().name()).toArray(String[]::new))
                .bind(
                        "owners",
                        lands.stream().map(land -> land.initialOwner().value()).toArray(UUID[]::new))
                .bind(
                        "sides",
                        lands.stream().map(land -> land.holderSide().name()).toArray(String[]::new))
                .bind("levels", lands.stream().map(ContestedLand::defenseLevel).toArray(Integer[]::new))
                .fetch()
                .rowsUpdated()
                .then();
    }

    static ContestedLand land(Readable row) {
        return new ContestedLand(
                new TerritoryId(required(row, "territory_id", UUID.class)),
                LandKind.valueOf(required(row, "kind", String.class)),
                new ClanId(required(row, "initial_owner_clan_id", UUID.class)),
                new ClanId(required(row, "owner_clan_id", UUID.class)),
                Side.valueOf(required(row, "holder_side", String.class)),
                row.get("captured_at", Instant.class),
                row.get("capture_locked_until", Instant.class),
                required(row, "defense_level", Integer.class),
                required(row, "capture_count", Integer.class),
                required(row, "version", Long.class));
    }
}
