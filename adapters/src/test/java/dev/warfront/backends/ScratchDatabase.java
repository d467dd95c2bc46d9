package dev.warfront.backends;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/// A database of its own on the shared PostgreSQL, with the migrations up to some version. Dropped when closed.
public final class ScratchDatabase implements AutoCloseable {
    /// The sources themselves: a copy in the output may be older.
    static final Path MIGRATIONS = Path.of("..", "app", "src", "main", "resources", "db", "migration");

    private static final Path DUMPS = Path.of("src", "test", "resources", "db", "dumps");
    private static final String LATEST = "latest";

    /// Each made once, and copied by whoever begins with it.
    private static final Map<String, ScratchDatabase> TEMPLATES = new ConcurrentHashMap<>();

    private final String server = TestDatabase.get().server().jdbcUrl();
    private final String name = "scratch_" + UUID.randomUUID().toString().replace("-", "");

    private ScratchDatabase() {
        run(server, "create database " + name);
    }

    private ScratchDatabase(ScratchDatabase template) {
        run(server, "create database " + name + " template " + template.name);
    }

    /// What a new installation starts with.
    public static ScratchDatabase empty() {
        return new ScratchDatabase(TEMPLATES.computeIfAbsent(LATEST, _ -> new ScratchDatabase().migrated()));
    }

    /// With the rows that the program of a version has stored, as it left them.
    static ScratchDatabase kept(String version) {
        return new ScratchDatabase(TEMPLATES.computeIfAbsent(version, ScratchDatabase::loaded));
    }

    private static ScratchDatabase loaded(String version) {
        var database = new ScratchDatabase().migratedTo(version);
        try {
            DumpFile.load(database.url(), Files.readString(DUMPS.resolve("v" + version + ".sql"), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return database;
    }

    /// Versions of which a dump is kept, the oldest first.
    static List<String> keptVersions() {
        return filesIn(DUMPS).map(file -> file.substring(1, 5)).toList();
    }

    /// Names of the files in a folder, sorted.
    static Stream<String> filesIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As the program does when it starts.
    ScratchDatabase migrated() {
        return migratedTo(LATEST);
    }

    /// As a program of a version in between did.
    ScratchDatabase migratedTo(String version) {
        Flyway.configure()
                .dataSource(url(), PostgresServer.USER, "")
                .locations("filesystem:" + MIGRATIONS)
                .target(version)
                .load()
                .migrate();
        return this;
    }

    /// All rows, the columns of each with one space between them; nulls as `-`.
    public List<String> query(String sql) {
        try (var connection = connect(url());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                    var value = rows.getString(column);
                    row.add(value == null ? "-" : value);
                }
                found.add(String.join(" ", row));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Of the driver, without a pool.
    public ConnectionFactory connections() {
        return ConnectionFactories.get(r2dbcUrl());
    }

    /// A new pool, as that of [TestDatabase#connections].
    public ConnectionFactory pool() {
        return TestDatabase.guardedPool(r2dbcUrl());
    }

    private String r2dbcUrl() {
        return TestDatabase.get().server().r2dbcUrl().replaceFirst("/" + PostgresServer.DATABASE + "$", "/" + name);
    }

    /// Runs a statement without an answer.
    public ScratchDatabase execute(String sql) {
        run(url(), sql);
        return this;
    }

    /// Runs statements that write most of a table. Its indexes that are no constraint's are made again
    /// afterwards, which takes a fraction of the time.
    public ScratchDatabase fill(String table, String... statements) {
        var named = " from pg_indexes where tablename = '" + table + "' and indexname like 'idx%' order by indexname";
        var indexes = query("select replace(indexdef, ' ON ONLY ', ' ON ')" + named); // those of partitions too
        query("select indexname" + named).forEach(index -> execute("drop index " + index));
        for (var statement : statements) {
            execute(statement);
        }
        indexes.forEach(this::execute);
        return execute("vacuum analyze " + table);
    }

    @Override
    public void close() {
        run(server, "drop database " + name + " with (force)");
    }

    /// Of JDBC.
    public String url() {
        return server.replaceFirst("/" + PostgresServer.DATABASE + "$", "/" + name);
    }

    private static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, PostgresServer.USER, "");
    }

    private static void run(String url, String sql) {
        try (var connection = connect(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
