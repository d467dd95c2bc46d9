package dev.warfront.war.postgres;

import dev.warfront.kernel.postgres.Cursor;
import dev.warfront.war.WarViews;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The statement of one page of wars, newest first: only conditions that it really has, so that an
/// index gives the order whatever plan the server keeps. Statuses stand in it as they are, since it takes another
/// index to find the few than the many. A clan's wars are those it attacks in and those it defends in, each
/// from its index: they are fewer than those of a region, whose index is of no use then.
final class WarPage {
    private static final String ORDER = " order by w.declared_at desc, w.id desc limit :limit";

    private final StringBuilder conditions = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String source;

    /// @param cursor the last war of the page before; null for the first page
    WarPage(WarViews.Filter filter, @Nullable Cursor cursor, int limit) {
        values.put("limit", limit);
        if (filter.status() != null) {
            and("w.status = '" + filter.status().name() + "'", Map.of());
        }
        if (filter.region() != null) {
            var region = filter.clan() == null ? "w.region" : "w.region || ''";
            and(region + " = :region", Map.of("region", filter.region()));
        }
        if (cursor != null) {
            and("(w.declared_at, w.id) < (:at, :id)", Map.of("at", cursor.instant(0), "id", cursor.uuid(1)));
        }
        if (filter.clan() == null) {
            source = "clan_wars w where true" + conditions;
        } else {
            values.put("clan", filter.clan().value());
            source = "(" + of("attacker_clan_id") + " union all " + of("defender_clan_id") + ") w";
        }
    }

    private void and(String condition, Map<String, Object> named) {
        conditions.append(" and ").append(condition);
        values.putAll(named);
    }

    private String of(String role) {
        return "(select * from clan_wars w where w." + role + " = :clan" + conditions + ORDER + ")";
    }

    String sql() {
        return "select " + WarRows.COLUMNS + WarRows.LOG_SEQ + " from " + source + ORDER;
    }

    Map<String, Object> values() {
        return values;
    }
}
