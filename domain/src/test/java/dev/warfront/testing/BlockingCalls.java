package dev.warfront.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import reactor.blockhound.BlockingMethod;
import reactor.blockhound.BlockingOperationError;

/// Every call that blocked a thread which must not be blocked, recorded before it fails: an operator that swallows the
/// error does not hide it. Threads may share one.
public final class BlockingCalls {

    /// Names a system property: a file to which each is appended as a line, by a program in a JVM of its own.
    public static final String FILE = "warfront.test.blocking-calls";

    private static final int FRAMES_MAX = 30;

    private static final Queue<String> FOUND = new ConcurrentLinkedQueue<>();

    private BlockingCalls() {}

    /// Takes away, and answers, those with a text in their thread or stack: what a test provoked on purpose.
    public static List<String> take(String text) {
        return FOUND.stream().filter(found -> found.contains(text)).toList().stream()
                .filter(FOUND::remove)
                .toList();
    }

    /// Fails with all there are, each once.
    public static void assertNone() {
        var all = take("");
        if (!all.isEmpty()) {
            throw new AssertionError("blocked an event loop:\n" + String.join("\n", all));
        }
    }

    /// What happens before the call, or in its place. Who waits for a lock is recorded and then waits: thrown
    /// out of the lock's queue it would stay there as a waiter that never wakes, and everybody behind it
    /// would wait for ever.
    static void fail(BlockingMethod method) {
        var error = new BlockingOperationError(method);
        record(error);
        if (!method.getName().equals("park")) {
            throw error;
        }
    }

    /// May block itself: BlockHound is told so.
    static void record(BlockingOperationError error) {
        var line = line(error);
        FOUND.add(line);
        var file = System.getProperty(FILE);
        if (file != null) {
            try {
                Files.writeString(Path.of(file), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String line(BlockingOperationError error) {
        return Thread.currentThread().getName() + ": " + error.getMessage()
                + Arrays.stream(error.getStackTrace())
                        .filter(frame -> !frame.getClassName().startsWith("reactor.blockhound."))
                        .limit(FRAMES_MAX)
                        .map(frame -> " < " + frame)
                        .collect(Collectors.joining());
    }
}
