package dev.warfront.bench.bound;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Tables like the program's, with all their indexes and checks, whatever these are by now.
final class BoundTables {
    static final String ROWS = "bench_scores";
    static final String OFFSETS = "bench_partitions";

    private static final String TOTALS = "bench_totals";
    private static final String SOURCE = "clan_war_score_totals";

    private final Connection connection;

    BoundTables(Connection connection) {
        this.connection = connection;
    }

    void create() throws SQLException {
        drop();
        create(ROWS, LedgerRows.TABLE);
        create(OFFSETS, "score_partitions");
        create(TOTALS, SOURCE);
    }

    void drop() throws SQLException {
        execute("drop table if exists " + String.join(", ", ROWS, OFFSETS, TOTALS));
    }

    /// Writes absolute totals of wars over those that are there, as each flush does.
    String totalsOf(Collection<UUID> wars) throws SQLException {
        var key = columns("""
                select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indisprimary and i.indrelid = '%s'::regclass order by a.attnum""".formatted(TOTALS));
        var all = columns("""
                select attname from pg_attribute
                where attrelid = '%s'::regclass and attnum > 0 and not attisdropped order by attnum""".formatted(TOTALS));
        var changed = all.stream()
                .filter(column -> !key.contains(column))
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", "));
        var ids = wars.stream().map(war -> "'" + war + "'").collect(Collectors.joining(", "));
        return "insert into %s select * from %s where war_id in (%s) on conflict (%s) do update set %s"
                .formatted(TOTALS, SOURCE, ids, String.join(", ", key), changed);
    }

    private void create(String name, String like) throws SQLException {
        execute("create table %s (like %s including all) with (fillfactor = %d)"
                .formatted(name, like, name.equals(ROWS) ? 100 : 70));
        if (columns("select indexrelid::regclass::text from pg_index where indrelid = '%s'::regclass".formatted(name))
                .isEmpty()) {
            throw new IllegalStateException(like + " has no index to be held against");
        }
    }

    private List<String> columns(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
