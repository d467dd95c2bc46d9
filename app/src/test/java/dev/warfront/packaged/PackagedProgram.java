package dev.warfront.packaged;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.warfront.backends.EmbeddedServers;
import dev.warfront.backends.Ports;
import dev.warfront.backends.PostgresServer;
import dev.warfront.bench.simulator.Credentials;
import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.HttpApi;
import dev.warfront.bench.wire.Wire;
import dev.warfront.packaged.faults.Fault;
import dev.warfront.packaged.faults.LightPasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged program in a JVM of its own, on the servers of this one or on others. It keeps its addresses over
/// restarts.
///
/// Its output goes to `target/packaged/<name>.log`, the end of which is printed when it dies unasked. It dies
/// with the test.
final class PackagedProgram implements AutoCloseable {

    /// What a JVM answers when it was asked to end and its last hook has run: 128 and the number of SIGTERM.
    static final int TERMINATED = 143;

    /// What a JVM answers that ends because it is out of memory.
    static final int OUT_OF_MEMORY = 3;

    private static final Duration READY = Duration.ofMinutes(5);

    private static final Duration DEAD = Duration.ofMinutes(2);

    /// Between two looks at whether it is ready.
    private static final Duration LOOK = Duration.ofMillis(100);

    private static final Set<String> OF_ONE_NODE =
            Set.of("warfront.score.member-id", "server.port", "management.server.port", "warfront.rsocket.port");

    private static final String HOST = "127.0.0.1";

    private static final int TAIL = 60;

    private final String name;

    private final EmbeddedServers servers;

    private final ProgramFiles files = ProgramFiles.get();

    private final Map<String, String> settings = new TreeMap<>();

    private final int httpPort = Ports.free();

    private final int managementPort = Ports.free();

    private final int rsocketPort = Ports.free();

    private final Readiness readiness;

    private final Thread hook = new Thread(this::destroy, "packaged-program-stop");

    private boolean lightPasswords = true;

    private @Nullable String heap;

    private @Nullable BlockingWatch watch;

    private volatile @Nullable Process process;

    private PackagedProgram(String name, EmbeddedServers servers) {
        this.name = name;
        this.servers = servers;
        this.readiness = new Readiness(addresses().http());
        settings.put("spring.profiles.active", "demo"); // short times, high rates: all clients are one machine
        settings.put("war.phase.declared", "1s"); // nothing is done in them but wait
        settings.put("war.phase.preparation", "1s");
        settings.putAll(Secrets.SETTINGS);
        connect();
        settings.put("warfront.score.member-id", name); // a restarted one needs not wait for its former self
        settings.put("server.port", Integer.toString(httpPort));
        settings.put("server.address", HOST);
        settings.put("management.server.port", Integer.toString(managementPort));
        settings.put("warfront.rsocket.port", Integer.toString(rsocketPort));
        settings.put("warfront.rsocket.address", HOST);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Not started yet.
    ///
    /// @param name of its log
    static PackagedProgram named(String name) {
        return named(name, EmbeddedServers.shared());
    }

    /// On servers that no other test uses meanwhile.
    static PackagedProgram named(String name, EmbeddedServers servers) {
        return new PackagedProgram(name, servers);
    }

    /// Another node on its servers, with the rules that it has now.
    PackagedProgram another() {
        var other = named(name + "-other", servers);
        settings.forEach((key, value) -> {
            if (!OF_ONE_NODE.contains(key)) {
                other.settings.put(key, value);
            }
        });
        other.lightPasswords = lightPasswords;
        return other;
    }

    String name() {
        return name;
    }

    EmbeddedServers servers() {
        return servers;
    }

    /// Takes effect at the next start.
    PackagedProgram with(String key, Object value) {
        settings.put(key, String.valueOf(value));
        return this;
    }

    /// With the rules, rates and times that are shipped instead of the demo's, from the next start on.
    PackagedProgram asShipped() {
        settings.keySet().removeAll(Set.of("spring.profiles.active", "war.phase.declared", "war.phase.preparation"));
        return this;
    }

    /// With passwords as costly as in production, from the next start on; else they are cheap.
    PackagedProgram withFullPasswords() {
        lightPasswords = false;
        return this;
    }

    /// With no more heap than this, from the next start on, and else with the memory of its image.
    PackagedProgram withHeap(String max) {
        heap = max;
        return this;
    }

    /// With a watch over its event loops, from the next start on.
    PackagedProgram watched() {
        watch = new BlockingWatch(files.folder().resolve(name + ".blocking"));
        return this;
    }

    /// Of a watched one: nothing has blocked an event loop since its first start.
    void assertNothingBlocked() {
        if (watch == null) {
            throw new IllegalStateException(name + " is not watched");
        }
        watch.assertNothingBlocked();
    }

    Addresses addresses() {
        return new Addresses(
                URI.create("http://" + HOST + ":" + httpPort),
                HOST,
                rsocketPort,
                URI.create("ws://" + HOST + ":" + httpPort + "/rsocket"),
                servers.kafka().bootstrapServers());
    }

    /// For those who run it.
    URI management() {
        return URI.create("http://" + HOST + ":" + managementPort);
    }

    /// To be asked for once it is ready: who the game server is, the program says.
    Credentials credentials() {
        return Secrets.credentials(new HttpApi(addresses().http(), READY));
    }

    /// Starts it and waits until it is ready.
    PackagedProgram start() {
        launch();
        awaitReady();
        return this;
    }

    /// Starts it. Does not wait until it is ready.
    void launch() {
        launch(List.of());
    }

    boolean isRunning() {
        var current = process;
        return current != null && current.isAlive();
    }

    /// Of its process, while it runs.
    long pid() {
        return running().pid();
    }

    /// Starts it, to die at a fault that it does not meet before it is used, and waits until it is ready.
    PackagedProgram start(Fault fault) {
        launch(fault);
        awaitReady();
        return this;
    }

    /// Starts it, to die at the fault. Does not wait: it may die before it is ready.
    void launch(Fault fault) {
        launch(List.of("-D" + Fault.PROPERTY + "=" + fault.text()));
    }

    /// As a power failure would, at once.
    void kill() {
        running().destroyForcibly();
        exitCode(DEAD);
    }

    /// Takes all its heap and answers its exit code.
    int exhaustHeap(Duration patience) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid()));
            machine.loadAgent(files.tests().toString());
            machine.detach();
        } catch (IOException | AgentLoadException _) {
            // It may end before it has answered.
        } catch (AttachNotSupportedException | AgentInitializationException e) {
            throw new IllegalStateException(e);
        }
        return exitCode(patience);
    }

    /// Asks it to end and answers its exit code.
    int terminate(Duration patience) {
        running().destroy();
        return exitCode(patience);
    }

    /// Waits until it has ended by itself.
    int exitCode(Duration patience) {
        try {
            var ending = running();
            if (!ending.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed("has not ended within " + patience);
            }
            return ending.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// Waits until its own health says that it may be used.
    void awaitReady() {
        var deadline = System.nanoTime() + READY.toNanos();
        while (!readiness.holds()) {
            if (!running().isAlive()) {
                throw failed("has ended with " + running().exitValue() + " before it was ready");
            }
            if (System.nanoTime() > deadline) {
                throw failed("is not ready within " + READY);
            }
            Await.pass(LOOK);
        }
    }

    /// The end of its log, for a failure's message.
    String logTail() {
        try {
            var lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    Path log() {
        return files.folder().resolve(name + ".log");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        destroy();
    }

    private void launch(List<String> jvmArguments) {
        try {
            var arguments = new ArrayList<>(jvmArguments);
            if (watch != null) {
                arguments.addAll(watch.jvmArguments());
            } else {
                files.cache();
                arguments.add(files.fromCache());
            }
            process = begin(arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process begin(List<String> jvmArguments) throws IOException {
        var arguments = new ArrayList<>(jvmArguments);
        if (heap != null) {
            arguments.add("-Xmx" + heap);
            arguments.addAll(ImageFlags.read().anywhere());
        }
        if (lightPasswords) {
            arguments.add("-D" + LightPasswords.PROPERTY + "=true");
        }
        var builder = new ProcessBuilder(files.command(arguments))
                .directory(files.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        // Not among the arguments, which every user of the machine can read.
        builder.environment().put("SPRING_APPLICATION_JSON", Wire.JSON.writeValueAsString(settings));
        return builder.start();
    }

    private void connect() {
        settings.put("spring.r2dbc.url", servers.postgres().r2dbcUrl());
        settings.put("spring.flyway.url", servers.postgres().jdbcUrl());
        settings.put("spring.flyway.user", PostgresServer.USER);
        settings.put("spring.data.redis.host", HOST);
        settings.put("spring.data.redis.port", Integer.toString(servers.redis().port()));
        settings.put("spring.kafka.bootstrap-servers", servers.kafka().bootstrapServers());
    }

    private Process running() {
        var current = process;
        if (current == null) {
            throw new IllegalStateException(name + " was never started");
        }
        return current;
    }

    private void destroy() {
        var current = process;
        if (current != null) {
            current.destroyForcibly();
        }
    }

    private AssertionError failed(String what) {
        return new AssertionError("the program " + name + " " + what + "; its log ends with:\n" + logTail());
    }
}
