package dev.warfront.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// The rows of a whole database as one text of `COPY` blocks, without its schema, which the migrations make,
/// and without its partitions, which belong to the month in which they were made. Needs nothing but the
/// driver, so that it runs from its source against a program of any version: see docs/adding-a-context.md.
public final class DumpFile {
    private static final String USER = "postgres";

    private static final String TABLES = """
            select format('%I (%s)', c.relname, string_agg(quote_ident(a.attname), ', ' order by a.attnum))
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
              and c.relname <> 'flyway_schema_history'
            group by c.relname
            order by c.relname""";

    /// Such a moment is too short to be met by chance. What was held goes on when the rows are read.
    private static final String HOLD_A_BATTLE = """
            do $$
            begin
                loop
                    perform from clan_war_battles c
                    where c.status = 'CREATED' and exists (select from clan_war_battles a where a.status = 'ACTIVE')
                    limit 1 for update of c skip locked;
                    exit when found;
                    perform pg_sleep(0.002);
                end loop;
            end $$""";

    private static final String BEGIN = "COPY ";
    private static final String FROM = " FROM STDIN;";
    private static final String END = "\\.";

    private DumpFile() {}

    /// Writes what a running program has stored when one battle waits for its host and another is fought:
    /// waits for that, and lets nobody begin the first until all is read.
    ///
    /// @param args the JDBC address of its database and the file
    public static void main(String... args) throws IOException, SQLException {
        try (var holding = DriverManager.getConnection(args[0], USER, "");
                var statement = holding.createStatement()) {
            holding.setAutoCommit(false);
            statement.execute(HOLD_A_BATTLE);
            Files.writeString(Path.of(args[1]), read(args[0]), UTF_8);
        }
    }

    /// All rows of one instant; no two tables disagree.
    static String read(String url) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(url, USER, "")) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            var copy = copy(connection);
            var text = new StringWriter();
            for (var table : tables(connection)) {
                text.append(BEGIN).append(table).append(FROM).append('\n');
                copy.copyOut(
                        "copy (select " + table.replaceFirst("(\\S+) \\((.*)\\)", "$2 from $1") + ") to stdout", text);
                text.append(END).append('\n');
            }
            connection.commit();
            return text.toString();
        }
    }

    /// Puts the rows in place of those that the migrations have made. References and triggers are not asked: the rows
    /// have met them before.
    static void load(String url, String dump) throws IOException, SQLException {
        try (var connection = DriverManager.getConnection(url, USER, "");
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set session_replication_role = replica");
            for (var block : dump.split("(?m)^\\Q" + END + "\\E\n", -1)) {
                if (block.isEmpty()) {
                    continue; // behind the last
                }
                var table = block.substring(BEGIN.length(), block.indexOf(FROM));
                statement.execute("delete from " + table.substring(0, table.indexOf(' ')));
                copy(connection)
                        .copyIn(
                                "copy " + table + " from stdin",
                                new StringReader(block.substring(block.indexOf('\n') + 1)));
            }
            connection.commit();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static CopyManager copy(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
