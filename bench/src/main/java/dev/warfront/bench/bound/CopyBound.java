package dev.warfront.bench.bound;

import dev.warfront.bench.stage.Stage;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.ConnectionFactories;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// The bound of the ingest: the rows that the pipeline has written, written once more by R2DBC's
/// binary COPY alone, into tables like the program's with all their indexes and checks, in
/// transactions as large as the pipeline's, each with the totals of its wars and an offset that
/// moves by compare-and-set. The rows lie ready in memory.
public final class CopyBound implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final String r2dbc;
    private final Connection connection;
    private final BoundTables tables;
    private final Map<UUID, Long> wars;
    private final int rowsPerCommit;

    /// @param wars whose rows, and behind which number of each; of all of them equally many
    public CopyBound(Stage.Database database, Map<UUID, Long> wars) {
        try {
            this.r2dbc = database.r2dbc();
            this.connection = DriverManager.getConnection(database.jdbc());
            this.tables = new BoundTables(connection);
            this.wars = new TreeMap<>(wars);
            this.rowsPerCommit = rowsPerCommit();
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    /// How many rows the pipeline has committed at once, on average.
    public int rowsOfACommit() {
        return rowsPerCommit;
    }

    /// Rows a second of each window, of all wars together, by one connection or by more that share the wars.
    ///
    /// @param warmUp how many go before
    /// @param window how many are in each
    public List<Double> perSecond(int connections, long warmUp, long window, int windows) {
        try {
            tables.create();
            var lanes = open(Math.min(connections, wars.size()));
            try {
                Flux.fromIterable(lanes).concatMap(lane -> lane.copy.begin()).blockLast(PATIENCE);
                for (var done = 0L; done < warmUp; done += window) {
                    var _ = copy(lanes, done, Math.min(warmUp, done + window));
                }
                var rates = new ArrayList<Double>();
                for (var i = 0; i < windows; i++) {
                    rates.add(window * 1e9 / copy(lanes, warmUp + i * window, warmUp + (i + 1) * window));
                }
                return rates;
            } finally {
                lanes.forEach(lane -> lane.connection.close().block(PATIENCE));
            }
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    @Override
    public void close() {
        try {
            tables.drop();
            connection.close();
        } catch (SQLException failed) {
            throw trouble(failed);
        }
    }

    private List<Lane> open(int count) throws SQLException {
        var lanes = new ArrayList<Lane>();
        for (var i = 0; i < count; i++) {
            var own = ownOf(i, count);
            var opened = (PostgresqlConnection)
                    Mono.from(ConnectionFactories.get(r2dbc).create())
                            .blockOptional(PATIENCE)
                            .orElseThrow();
            lanes.add(new Lane(opened, new CopyLane(opened, i, tables.totalsOf(own)), own));
        }
        return lanes;
    }

    private List<UUID> ownOf(int lane, int lanes) {
        var all = List.copyOf(wars.keySet());
        return IntStream.range(0, all.size())
                .filter(i -> i % lanes == lane)
                .mapToObj(all::get)
                .toList();
    }

    /// Answers the nanoseconds it took.
    private long copy(List<Lane> lanes, long from, long until) throws SQLException {
        var works = new ArrayList<Mono<Void>>();
        for (var lane : lanes) {
            works.add(lane.copy.commit(LedgerRows.read(connection, ranges(lane.wars, from, until), rowsPerCommit)));
        }
        var started = System.nanoTime();
        Mono.when(works).block(PATIENCE);
        return System.nanoTime() - started;
    }

    private List<LedgerRows.Range> ranges(List<UUID> own, long from, long until) {
        return own.stream()
                .map(war -> {
                    var first = wars.getOrDefault(war, 0L) + 1;
                    return new LedgerRows.Range(war, first + from / wars.size(), first + until / wars.size());
                })
                .toList();
    }

    /// A transaction leaves its number in each row it wrote.
    private int rowsPerCommit() throws SQLException {
        var sql = "select count(*) / greatest(1, count(distinct xmin::text)) from " + LedgerRows.TABLE
                + " where war_id = any(?) and seq > ?";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", wars.keySet().toArray()));
            statement.setLong(
                    2, wars.values().stream().mapToLong(Long::longValue).max().orElse(0));
            try (var rows = statement.executeQuery()) {
                rows.next();
                return Math.max(1, rows.getInt(1));
            }
        }
    }

    private static IllegalStateException trouble(SQLException failed) {
        return new IllegalStateException("the program's database: " + failed.getMessage(), failed);
    }

    private record Lane(PostgresqlConnection connection, CopyLane copy, List<UUID> wars) {}
}
