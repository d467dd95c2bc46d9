package dev.warfront.backends;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server in a process of its own, with a pid file by which the next run knows a process that a killed one left
/// behind.
///
/// It runs in its own session: Ctrl-C in a terminal reaches every process of the foreground group, and the server has
/// to
/// outlive the program that uses it.
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final Path pidFile;

    private final Path logFile;

    /// A path in the arguments of this server and of no other process.
    private final Path mark;

    private final String stopSignal;

    private @Nullable Process process;

    ServerProcess(String name, Path folder, Path mark, String stopSignal) {
        this.pidFile = folder.resolve(name + ".pid");
        this.logFile = folder.resolve(name + ".log");
        this.mark = mark;
        this.stopSignal = stopSignal;
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    void start(List<String> command, BooleanSupplier ready) throws IOException {
        var started = new ProcessBuilder(inOwnSession(command))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
        process = started;
        Files.writeString(pidFile, Long.toString(started.pid()));
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IOException(command.getFirst() + " did not start; its log ends with:\n" + logTail());
            }
            pause();
        }
    }

    void stop() {
        if (process != null) {
            stop(process.toHandle());
            process = null;
        }
        delete(pidFile);
    }

    /// Stops what a killed run left behind. To be called only by who holds the lock of the folder.
    void stopOrphan() {
        orphan().ifPresent(orphan -> {
            log.warn("Stopping {} (pid {}), left behind by a run that was killed", mark, orphan.pid());
            stop(orphan);
        });
        delete(pidFile);
    }

    private Optional<ProcessHandle> orphan() {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                    .filter(this::isMarked);
        } catch (IOException | NumberFormatException _) {
            return Optional.empty(); // killed while it was written
        }
    }

    /// The number alone proves nothing: it may belong to somebody else by now.
    private boolean isMarked(ProcessHandle handle) {
        return handle.info().arguments().map(List::of).orElse(List.of()).contains(mark.toString());
    }

    private void stop(ProcessHandle handle) {
        try {
            new ProcessBuilder("kill", "-" + stopSignal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            handle.onExit().get(STOP_PATIENCE.toSeconds(), SECONDS);
        } catch (TimeoutException _) {
            log.warn("{} did not stop in {}; killing it", mark, STOP_PATIENCE);
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (IOException | ExecutionException e) {
            throw new IllegalStateException("Cannot stop " + mark, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while stopping " + mark, e);
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        return Programs.find("setsid")
                .map(setsid -> {
                    var all = new ArrayList<String>();
                    all.add(setsid.toString());
                    all.addAll(command);
                    return List.copyOf(all);
                })
                .orElse(command);
    }

    private String logTail() {
        try {
            var lines = Files.readAllLines(logFile);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while a server starts", e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
