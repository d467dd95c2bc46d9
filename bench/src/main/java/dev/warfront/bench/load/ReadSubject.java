package dev.warfront.bench.load;

import dev.warfront.bench.bound.ConstantServer;
import dev.warfront.bench.bound.RowServer;
import dev.warfront.bench.simulator.ActiveWar;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.Call;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Something to be read, and what it is held against.
///
/// @param path with its base
/// @param row the query of the row it needs and that row's id; empty where it needs no database
/// @param goal of the ratio
/// @param token whether it takes one
record ReadSubject(String name, ActiveWar war, String path, Optional<StoredRow> row, double goal, boolean token) {
    private static final double HOT = 0.85;
    private static final double FROM_DATABASE = 0.8;
    private static final double TRIVIAL = 0.6;
    private static final String API = "/api/v1";

    /// Of every kind one.
    static List<ReadSubject> all(ActiveWar war) {
        var ofWar = API + "/clan-wars/" + war.war();
        var land = war.lands().getFirst();
        var me = UUID.fromString(war.program()
                .http()
                .send(Call.get("/me").as(war.attacker().officer()))
                .path("id")
                .asString());
        return List.of(
                new ReadSubject("phase", war, ofWar + "/phase", Optional.empty(), HOT, false),
                new ReadSubject("scores", war, ofWar + "/scores", Optional.empty(), HOT, false),
                new ReadSubject(
                        "miss",
                        war,
                        API + "/territories/" + land,
                        Optional.of(new StoredRow("select * from territories where id = $1", land)),
                        FROM_DATABASE,
                        false),
                new ReadSubject(
                        "signed-in",
                        war,
                        API + "/me",
                        Optional.of(new StoredRow("select * from identity_account where id = $1", me)),
                        FROM_DATABASE,
                        true),
                new ReadSubject("trivial", war, "/actuator/health/liveness", Optional.empty(), TRIVIAL, false));
    }

    /// By the program.
    double perSecond(Reader reader, Duration length) {
        var address = war.program().addresses().http().resolve(path);
        return token
                ? reader.perSecond(address, war.attacker().officer().token(), length)
                : reader.perSecond(address, length);
    }

    /// In a JVM of its own.
    Bound bound(Stage.Database database) {
        if (row.isPresent()) {
            var server = new RowServer(database.r2dbc(), row.get().sql());
            return new Bound(server, server.address(row.get().id()));
        }
        var server = new ConstantServer(body());
        return new Bound(server, server.address());
    }

    private String body() {
        var relative = path.startsWith(API) ? path.substring(API.length()) : path;
        return war.program().http().get(relative).toString();
    }

    /// @param id of `$1`
    record StoredRow(String sql, UUID id) {}

    /// A running server and where it answers.
    record Bound(AutoCloseable server, URI address) implements AutoCloseable {
        @Override
        public void close() {
            try {
                server.close();
            } catch (Exception failed) {
                throw new IllegalStateException("the bound did not end", failed);
            }
        }
    }
}
