package dev.warfront.app;

import dev.warfront.backends.Ports;
import dev.warfront.bench.bound.ChildJvm;
import dev.warfront.bench.stage.Stage;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Refused;
import dev.warfront.bench.wire.Unreachable;
import dev.warfront.bench.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The embedded servers and the program, each in a JVM of its own, and new data for every run.
final class BenchStage implements Stage, AutoCloseable {
    private static final Path FOLDER = Path.of("data", "bench");
    private static final String HOST = "127.0.0.1";
    private static final String MANY = "100000";
    private static final Duration READY = Duration.ofMinutes(3);
    private static final Duration ASK = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(20); // who asks without end takes a core from who starts
    private static final long END_SECONDS = 60;

    private final String name;
    private final Path folder;
    private final ChildJvm servers;
    private final BenchServers.Where where;
    private final BenchProgram files;
    private final int http = Ports.free();
    private final int management = Ports.free();
    private final int rsocket = Ports.free();
    private volatile @Nullable Process program;

    BenchStage() {
        this.name = "bench";
        this.folder = FOLDER.resolve(Instant.now().toString().replace(':', '-'));
        this.servers = BenchServers.start(folder);
        this.where = Wire.JSON.readValue(servers.firstLine(), BenchServers.Where.class);
        this.files = new BenchProgram(folder);
        endWithThis();
    }

    private BenchStage(BenchStage first) {
        this.name = first.name + "-other";
        this.folder = first.folder;
        this.servers = first.servers;
        this.where = first.where;
        this.files = first.files;
        endWithThis();
    }

    @Override
    public Stage another() {
        return new BenchStage(this);
    }

    @Override
    public void start(Map<String, String> settings) {
        launch(settings);
        awaitReady();
    }

    @Override
    public void prepare() {
        files.writeCache(environment(Map.of()));
    }

    @Override
    public void launch(Map<String, String> settings) {
        try {
            program = files.start(log(), environment(settings)).start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Not among the arguments, which every user of the machine can read.
    private Map<String, String> environment(Map<String, String> settings) {
        var all = new TreeMap<>(own());
        all.putAll(settings);
        return Map.of("SPRING_APPLICATION_JSON", Wire.JSON.writeValueAsString(all));
    }

    @Override
    public void awaitReady() {
        var health = new HttpApi(URI.create("http://" + HOST + ":" + http), ASK);
        var deadline = System.nanoTime() + READY.toNanos();
        while (true) {
            try {
                var _ = health.get("/actuator/health/readiness");
                return;
            } catch (Unreachable | Refused notYet) {
                if (!running().isAlive() || System.nanoTime() > deadline) {
                    throw new IllegalStateException("the program does not get ready, see " + log(), notYet);
                }
                pause();
            }
        }
    }

    @Override
    public void stop() {
        running().destroy();
        awaitEnd();
    }

    @Override
    public void kill() {
        running().destroyForcibly();
        awaitEnd();
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public String member() {
        return name;
    }

    @Override
    public URI management() {
        return URI.create("http://" + HOST + ":" + management);
    }

    @Override
    public Database database() {
        return new Database(where.jdbc(), where.r2dbc());
    }

    /// How a bench reaches it, and as whom.
    List<String> arguments() {
        var credentials = EmbeddedCredentials.current();
        var server = credentials.gameServer();
        return List.of(
                "--http=http://" + HOST + ":" + http,
                "--rsocket=" + HOST + ":" + rsocket,
                "--kafka=" + where.kafka(),
                "--admin=" + credentials.admin().login() + ":"
                        + credentials.admin().password(),
                "--server=" + server.login() + ":" + server.password(),
                "--server-key=" + server.signingKey(),
                "--state=" + folder.resolve("clans.json"));
    }

    /// Ends everything. The data stays for who wants to look at it.
    @Override
    public void close() {
        destroy();
        var _ = servers.end();
        servers.close();
    }

    private Map<String, String> own() {
        var own = new TreeMap<String, String>();
        EmbeddedCredentials.current().properties().forEach((name, value) -> own.put(name, String.valueOf(value)));
        own.putAll(Map.of(
                "spring.profiles.active",
                "demo", // short times, high rates: all clients are one machine
                "war.phase.declared",
                "1s",
                "war.phase.preparation",
                "1s",
                "spring.flyway.url",
                where.jdbc(),
                "spring.r2dbc.url",
                where.r2dbc(),
                "spring.data.redis.host",
                HOST,
                "spring.data.redis.port",
                Integer.toString(where.redis()),
                "spring.kafka.bootstrap-servers",
                where.kafka(),
                "warfront.score.member-id",
                name)); // a restarted one needs not wait for its former self
        own.put("server.address", HOST);
        own.put("server.port", Integer.toString(http));
        own.put("management.server.port", Integer.toString(management));
        own.put("warfront.rsocket.address", HOST);
        own.put("warfront.rsocket.port", Integer.toString(rsocket));
        own.put("warfront.rsocket.limits.per-address-max", MANY); // all clients of a bench are on this machine
        own.put("warfront.rsocket.limits.address-requests-per-second", MANY);
        own.put("warfront.rsocket.limits.address-requests-burst", MANY);
        return own;
    }

    private void endWithThis() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::destroy, name + "-program-stop"));
    }

    private Path log() {
        return folder.resolve(name + ".log");
    }

    private Process running() {
        var current = program;
        if (current == null) {
            throw new IllegalStateException("the program was never started");
        }
        return current;
    }

    private void destroy() {
        var current = program;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private void awaitEnd() {
        try {
            if (!running().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the program does not end, see " + log());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
