package dev.warfront.backends;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// PostgreSQL 18. User `postgres`, no password, database `postgres`.
public final class PostgresServer implements BackendServer {

    static final int PORT = 15432;

    public static final String USER = "postgres";

    public static final String DATABASE = "postgres";

    private static final String CONNECTIONS_MAX = "300";

    /// Those of compose.yaml, by name. Why they are so: docs/performance.md.
    static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "shared_buffers", "256MB",
            "fsync", "on",
            "full_page_writes", "on",
            "synchronous_commit", "on",
            "wal_level", "replica",
            "wal_compression", "off",
            "wal_buffers", "16MB",
            "min_wal_size", "512MB",
            "max_wal_size", "2GB",
            "checkpoint_timeout", "15min"));

    private final Folders folder;

    private final ServerProcess process;

    private final int port;

    PostgresServer(Folders folder) {
        this.folder = folder;
        this.process = process(folder.path());
        process.stopOrphan(); // before its port is looked at
        this.port = folder.kept() ? Ports.wantedOrFree(PORT) : Ports.free();
    }

    static ServerProcess process(Path folder) {
        return new ServerProcess("postgres", folder, data(folder), "INT"); // "fast": disconnects whoever is left
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            var home = Programs.postgres();
            var data = data(folder.path());
            if (!Files.exists(data)) {
                initialise(home, data);
            }
            process.start(command(home, data), () -> isReady(data));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        process.stop();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public int port() {
        return port;
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + DATABASE;
    }

    public String r2dbcUrl() {
        return "r2dbc:postgresql://" + USER + "@" + HOST + ":" + port + "/" + DATABASE;
    }

    private static Path data(Path folder) {
        return folder.resolve("postgres");
    }

    /// Beside its place and then moved: a run killed in between leaves no half cluster.
    private void initialise(Path home, Path data) throws IOException {
        var fresh = data.resolveSibling("postgres.new");
        Folders.delete(fresh);
        var command = new ArrayList<>(prefix());
        command.add(home.resolve("bin/initdb").toString());
        command.addAll(List.of("-D", fresh.toString(), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale"));
        if (!folder.kept()) {
            command.add("--no-sync");
        }
        var output = folder.path().resolve("initdb.log");
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new IOException("initdb failed: " + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted in initdb", e);
        }
        Files.move(fresh, data, ATOMIC_MOVE);
    }

    private List<String> command(Path home, Path data) throws IOException {
        var command = new ArrayList<>(prefix());
        command.add(home.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
        set(command, "listen_addresses", HOST);
        set(command, "unix_socket_directories", "");
        set(command, "max_connections", CONNECTIONS_MAX);
        set(command, "timezone", "UTC");
        SETTINGS.forEach((name, value) -> set(command, name, value));
        if (!folder.kept()) { // thrown away at the end: nothing needs to outlive the machine, only the processes
            set(command, "fsync", "off");
            set(command, "full_page_writes", "off");
        }
        return command;
    }

    private static void set(List<String> command, String name, String value) {
        command.add("-c");
        command.add(name + "=" + value);
    }

    private static List<String> prefix() throws IOException {
        return Programs.withoutRoot().map(unshare -> List.of(unshare, "-U")).orElse(List.of());
    }

    /// The last line of its pid file says so, the moment it accepts connections.
    private static boolean isReady(Path data) {
        try {
            var lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException _) {
            return false; // not there yet
        }
    }
}
