package dev.warfront.war.postgres;

import dev.warfront.kernel.postgres.Conditions;
import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.war.WarViews;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statement of one page of wars, newest first: only conditions that it really has, so that an index
/// gives the order whatever plan the server keeps. A clan's wars are those it attacks in and those it defends
/// in, each from its index: they are fewer than those of a region, whose index is of no use then.
final class WarPage {
    private static final String ORDER = " order by w.declared_at desc, w.id desc limit :limit";

    private final Conditions conditions = new Conditions("true");
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String source;

    /// @param cursor the last war of the page before; null for the first page
    WarPage(WarViews.Filter filter, @Nullable Cursor cursor, int limit) {
        if (filter.status() != null) {
            conditions.and("w.status = " + Conditions.literal(filter.status()));
        }
        var region = filter.clan() == null ? "w.region" : Conditions.unindexed("w.region");
        conditions.andIf(region + " = :region", "region", filter.region());
        if (cursor != null) {
            conditions
                    .and("(w.declared_at, w.id) < (:at, :id)")
                    .with("at", cursor.instant(0))
                    .with("id", cursor.uuid(1));
        }
        values.put("limit", limit);
        values.putAll(conditions.values());
        if (filter.clan() == null) {
            source = "clan_wars w where " + conditions.sql();
        } else {
            values.put("clan", filter.clan().value());
            source = "(" + of("attacker_clan_id") + " union all " + of("defender_clan_id") + ") w";
        }
    }

    private String of(String role) {
        return "(select * from clan_wars w where w." + role + " = :clan and " + conditions.sql() + ORDER + ")";
    }

    String sql() {
        return "select " + WarRows.COLUMNS + WarRows.LOG_SEQ + " from " + source + ORDER;
    }

    Map<String, Object> values() {
        return values;
    }
}
