package dev.warfront.territory.postgres;

import static dev.warfront.kernel.postgres.Rows.required;

import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.TerritoryId;
import dev.warfront.kernel.WarId;
import dev.warfront.territory.Claim;
import dev.warfront.territory.Improvements;
import dev.warfront.territory.Location;
import dev.warfront.territory.OwnershipPeriod;
import dev.warfront.territory.Territory;
import dev.warfront.territory.TerritoryState;
import dev.warfront.territory.TerritoryType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows of the land's tables.
final class TerritoryRows {
    /// The columns of a territory, of the table called `t`.
    static final String COLUMNS = """
            t.id, t.name, t.type, t.region, t.location[0] as x, t.location[1] as y, t.z, t.radius_m, t.owner_clan_id,
            t.state, t.defense_level, t.resource_type, t.resource_amount, t.resource_capacity,
            t.base_yield, t.walls, t.towers, t.traps, t.production, t.window_start, t.protected_until,
            t.locked_by_war_id, t.captured_at, t.abandon_due_at, t.is_active, t.version""";

    private TerritoryRows() {}

    static Territory territory(Readable row) {
        return new Territory(
                new TerritoryId(required(row, "id", UUID.class)),
                place(row),
                new Territory.Holding(
                        clan(row, "owner_clan_id"),
                        TerritoryState.valueOf(required(row, "state", String.class)),
                        row.get("protected_until", Instant.class),
                        war(row),
                        row.get("captured_at", Instant.class),
                        row.get("abandon_due_at", Instant.class)),
                new Territory.Defence(integer(row, "defense_level"), improvements(row)),
                new Territory.Stock(
                        required(row, "resource_type", String.class),
                        required(row, "resource_amount", Long.class),
                        required(row, "resource_capacity", Long.class),
                        integer(row, "base_yield")),
                integer(row, "window_start"),
                required(row, "is_active", Boolean.class),
                required(row, "version", Long.class));
    }

    private static Territory.Place place(Readable row) {
        return new Territory.Place(
                required(row, "name", String.class),
                TerritoryType.valueOf(required(row, "type", String.class)),
                required(row, "region", String.class),
                new Location(number(row, "x"), number(row, "y"), number(row, "z")),
                number(row, "radius_m"));
    }

    private static Improvements improvements(Readable row) {
        return new Improvements(
                integer(row, "walls"), integer(row, "towers"), integer(row, "traps"), integer(row, "production"));
    }

    static Claim claim(Readable row) {
        return new Claim(
                new Claim.Id(required(row, "id", UUID.class)),
                new TerritoryId(required(row, "territory_id", UUID.class)),
                new ClanId(required(row, "clan_id", UUID.class)),
                new PlayerId(required(row, "claimed_by", UUID.class)),
                required(row, "cost", Long.class),
                required(row, "started_at", Instant.class),
                required(row, "completes_at", Instant.class),
                Claim.Status.valueOf(required(row, "status", String.class)));
    }

    static OwnershipPeriod period(Readable row) {
        return new OwnershipPeriod(
                new TerritoryId(required(row, "territory_id", UUID.class)),
                clan(row, "clan_id"),
                required(row, "from_at", Instant.class),
                row.get("until_at", Instant.class),
                OwnershipPeriod.Reason.valueOf(required(row, "reason", String.class)),
                row.get("reference", UUID.class));
    }

    static double number(Readable row, String column) {
        return required(row, column, Double.class);
    }

    private static int integer(Readable row, String column) {
        return required(row, column, Integer.class);
    }

    private static @Nullable ClanId clan(Readable row, String column) {
        var id = row.get(column, UUID.class);
        return id == null ? null : new ClanId(id);
    }

    private static @Nullable WarId war(Readable row) {
        var id = row.get("locked_by_war_id", UUID.class);
        return id == null ? null : new WarId(id);
    }
}
