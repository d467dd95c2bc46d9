package dev.warfront.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The three servers of one JVM, each started when it is first asked for.
///
/// In tests they use free ports and a temporary folder, and all tests of the JVM share them. In the
/// development run they use their usual ports and a folder that stays. They stop with the JVM, after the
/// programs that use them.
public final class EmbeddedServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);

    private static final Duration LEASES_PATIENCE = Duration.ofSeconds(40);

    private static @Nullable EmbeddedServers shared;

    private final Folders folder;

    private final PostgresServer postgres;

    private final RedisServer redis;

    private final KafkaServer kafka;

    private final CountDownLatch stopped = new CountDownLatch(1);

    private int leases;

    private EmbeddedServers(Folders folder) {
        this.folder = folder;
        this.postgres = new PostgresServer(folder);
        this.redis = new RedisServer(folder);
        this.kafka = new KafkaServer(folder);
    }

    /// Those of this JVM: what [#keepIn] has set up, or temporary ones.
    public static synchronized EmbeddedServers shared() {
        if (shared == null) {
            shared = stoppedWithJvm(temporary());
        }
        return shared;
    }

    /// From now on [#shared] are servers with their usual ports and this folder. Fails when another run uses it.
    public static synchronized EmbeddedServers keepIn(Path folder) {
        if (shared != null) {
            throw new IllegalStateException("This JVM has its servers already, in " + shared.folder.path());
        }
        shared = stoppedWithJvm(kept(folder));
        return shared;
    }

    /// Servers of their own, for a test that runs beside others.
    public static EmbeddedServers temporary() {
        try {
            return new EmbeddedServers(Folders.temporary());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static EmbeddedServers kept(Path folder) {
        try {
            return new EmbeddedServers(Folders.kept(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public PostgresServer postgres() {
        postgres.start();
        return postgres;
    }

    public RedisServer redis() {
        redis.start();
        return redis;
    }

    public KafkaServer kafka() {
        kafka.start();
        return kafka;
    }

    /// Waits until they have stopped with the JVM, behind the programs that use them.
    public void awaitStopped() throws InterruptedException {
        stopped.await();
    }

    /// Starts those that are wanted, side by side, and promises to stop none before the lease is given back.
    Lease lease(boolean withPostgres, boolean withRedis, boolean withKafka) {
        var started = System.nanoTime();
        var wanted = wanted(withPostgres, withRedis, withKafka);
        startAll(wanted);
        var took = Duration.ofNanos(System.nanoTime() - started).toMillis();
        wanted.forEach(server -> log.info(
                "Embedded {} on {}:{}, data in {}",
                server.getClass().getSimpleName(),
                BackendServer.HOST,
                server.port(),
                folder.path()));
        log.info("{} embedded servers up in {} ms", wanted.size(), took);
        return new Lease();
    }

    /// Begins to start those that are wanted, side by side, and does not wait for them.
    void startAhead(boolean withPostgres, boolean withRedis, boolean withKafka) {
        for (var server : wanted(withPostgres, withRedis, withKafka)) {
            Thread.ofPlatform().daemon().name("embedded-server-ahead").start(() -> startQuietly(server));
        }
    }

    private static void startQuietly(BackendServer server) {
        try {
            server.start();
        } catch (RuntimeException e) {
            log.debug("not started ahead, it is tried again when it is asked for", e);
        }
    }

    private List<BackendServer> wanted(boolean withPostgres, boolean withRedis, boolean withKafka) {
        var wanted = new ArrayList<BackendServer>();
        if (withPostgres) {
            wanted.add(postgres);
        }
        if (withRedis) {
            wanted.add(redis);
        }
        if (withKafka) {
            wanted.add(kafka);
        }
        return wanted;
    }

    private static void startAll(List<BackendServer> servers) {
        try (var threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("embedded-server-", 0).factory())) {
            var starts = servers.stream()
                    .map(server -> CompletableFuture.runAsync(server::start, threads))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(starts).join();
        }
    }

    @Override
    public void close() {
        kafka.stop();
        redis.stop();
        postgres.stop();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A hook of its own runs side by side with the one that stops the program, so it waits for the leases.
    private static EmbeddedServers stoppedWithJvm(EmbeddedServers servers) {
        Runtime.getRuntime().addShutdownHook(new Thread(servers::closeAfterLeases, "embedded-servers-stop"));
        return servers;
    }

    private void closeAfterLeases() {
        try {
            awaitLeases();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            close();
        } finally {
            stopped.countDown();
        }
    }

    private synchronized void awaitLeases() throws InterruptedException {
        var deadline = System.nanoTime() + LEASES_PATIENCE.toNanos();
        while (leases > 0 && System.nanoTime() < deadline) {
            wait(100);
        }
    }

    private synchronized void count(int change) {
        leases += change;
        notifyAll();
    }

    /// Held by a program that uses the servers.
    final class Lease implements AutoCloseable {

        private Lease() {
            count(1);
        }

        EmbeddedServers servers() {
            return EmbeddedServers.this;
        }

        @Override
        public void close() {
            count(-1);
        }
    }
}
