package dev.warfront.backends;

import static java.util.concurrent.TimeUnit.SECONDS;

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

/// A server in a process of its own, under a guardian: a shell that starts it and then reads from a pipe of this JVM.
/// The pipe ends with the JVM, however that ends (`kill -9` too), and then the guardian stops the server. Whoever holds
/// the lock of the folder knows by the pid file which server of a killed run is still about to stop.
///
/// It runs in its own session: Ctrl-C in a terminal reaches every process of the foreground group, and the server has
/// to outlive the program that uses it.
final class ServerProcess {

    private static final Logger log = LoggerFactory.getLogger(ServerProcess.class);

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /// How long a server may take to stop before it is killed.
    private static final int STOP_SECONDS = 20;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(STOP_SECONDS + 10);

    /// Arguments: stop signal, pid file, seconds to stop in, then the command of the server. Ends when the server has
    /// ended, with its exit code. POSIX, so that any `sh` runs it. A background process reads nothing from the pipe
    /// unless it is handed over under another number, and the server must not hold it open.
    private static final String GUARDIAN = """
            signal=$1 pid_file=$2 seconds=$3
            shift 3
            trap '' HUP INT
            exec 3<&0
            "$@" 3<&- </dev/null &
            server=$!
            echo "$server" >"$pid_file"
            (
              read -r _ <&3
              kill -s "$signal" "$server"
              while [ "$seconds" -gt 0 ] && kill -0 "$server"; do
                sleep 1
                seconds=$((seconds - 1))
              done
              kill -s KILL "$server"
            ) >/dev/null 2>&1 &
            watch=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill "$watch" 2>/dev/null
            exit "$status"
            """;

    private final Path pidFile;

    private final Path logFile;

    /// A path in the arguments of this server and of no other process but its guardian.
    private final Path mark;

    private final String stopSignal;

    private @Nullable Process guardian;

    ServerProcess(String name, Path folder, Path mark, String stopSignal) {
        this.pidFile = folder.resolve(name + ".pid");
        this.logFile = folder.resolve(name + ".log");
        this.mark = mark;
        this.stopSignal = stopSignal;
    }

    boolean isRunning() {
        return guardian != null && guardian.isAlive();
    }

    void start(List<String> command, BooleanSupplier ready) throws IOException {
        var started = new ProcessBuilder(inOwnSession(guarded(command)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
                .start();
        guardian = started;
        var deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!ready.getAsBoolean()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                stop();
                throw new IOException(command.getFirst() + " did not start; its log ends with:\n" + logTail());
            }
            pause();
        }
    }

    void stop() {
        if (guardian != null) {
            stop(guardian);
            guardian = null;
        }
        delete(pidFile);
    }

    /// Waits for the end of what a killed run left behind, and helps where its guardian was killed as well. To be
    /// called only by who holds the lock of the folder.
    void stopOrphan() {
        orphan().ifPresent(orphan -> {
            log.warn("Stopping {} (pid {}), left behind by a run that was killed", mark, orphan.pid());
            signal(orphan, stopSignal);
            awaitEnd(orphan);
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

    /// What the guardian does when this JVM ends, and here too: the pipe closes.
    private void stop(Process process) {
        var server = process.children().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            log.debug("{} has ended already", mark, e);
        }
        awaitEnd(process.toHandle());
        server.forEach(ProcessHandle::destroyForcibly); // nobody, unless the guardian was killed
    }

    private void awaitEnd(ProcessHandle handle) {
        try {
            handle.onExit().get(STOP_PATIENCE.toSeconds(), SECONDS);
        } catch (TimeoutException _) {
            log.warn("{} did not stop in {}; killing it", mark, STOP_PATIENCE);
            handle.destroyForcibly();
            handle.onExit().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Cannot stop " + mark, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while stopping " + mark, e);
        }
    }

    private void signal(ProcessHandle handle, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop " + mark, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while stopping " + mark, e);
        }
    }

    private List<String> guarded(List<String> command) {
        var all = new ArrayList<>(List.of("sh", "-c", GUARDIAN, "guardian"));
        all.addAll(List.of(stopSignal, pidFile.toString(), Integer.toString(STOP_SECONDS)));
        all.addAll(command);
        return all;
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
