package dev.warfront.testing;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Gives a target all inputs that are kept in a folder, then some thousand mutations of them, the same in every
/// run; with `-Dfuzz.minutes=<n>` others, drawn anew, for so long. A failure names the seed, with which
/// `-Dfuzz.seed=<n>` draws the same, and the input in Base64, which belongs into the folder once it is mended.
public final class Fuzzing {
    private static final int ROUNDS = 3_000;
    private static final long SEED = 8;
    private static final long ALLOCATED_MAX = 32L << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final List<byte[]> kept;
    private final List<byte[]> words;
    private final Duration longer = Duration.ofMinutes(Long.getLong("fuzz.minutes", 0));
    private final long seed = Long.getLong("fuzz.seed", longer.isZero() ? SEED : new SecureRandom().nextLong());

    private Fuzzing(List<byte[]> kept, List<byte[]> words) {
        this.kept = kept;
        this.words = words;
    }

    /// With what is kept in a folder.
    ///
    /// @param folder of the kept inputs
    /// @param words that mean something to who reads the inputs
    public static Fuzzing of(Path folder, String... words) {
        return new Fuzzing(
                read(folder),
                Stream.of(words)
                        .map(word -> word.getBytes(StandardCharsets.ISO_8859_1))
                        .toList());
    }

    /// One by one, on a thread that must not block. Fails where the target does, and where it allocates more than 32 MB
    /// for an input.
    public void each(Consumer<byte[]> target) {
        Mono.<Void>fromRunnable(() -> {
                    run(
                            kept.subList(0, 1),
                            inputs -> target.accept(inputs.getFirst())); // what is loaded with it is not its cost
                    run(1, inputs -> measured(inputs.getFirst(), target));
                })
                .subscribeOn(Schedulers.parallel())
                .block(longer.plusMinutes(5));
    }

    /// So many at once, on this thread. Fails where the target does.
    public void batches(int size, Consumer<List<byte[]>> target) {
        run(size, target);
    }

    /// What is there without waiting; null for nothing. Fails as it fails, and when it would have to be waited for.
    public static <T> @Nullable T now(Mono<T> mono) {
        var future = mono.toFuture();
        if (!future.isDone()) {
            throw new AssertionError("is to be waited for");
        }
        try {
            return future.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void run(int size, Consumer<List<byte[]>> target) {
        for (var input : kept) {
            run(List.of(input), target);
        }
        var mutator = new Mutator(new Random(seed), kept, words);
        var until = System.nanoTime() + longer.toNanos();
        for (var i = 0; i < ROUNDS || System.nanoTime() < until; i += size) {
            run(Stream.generate(mutator::next).limit(size).toList(), target);
        }
    }

    private void run(List<byte[]> inputs, Consumer<List<byte[]>> target) {
        try {
            target.accept(inputs);
        } catch (RuntimeException | AssertionError | StackOverflowError failure) {
            var encoded =
                    inputs.stream().map(Base64.getEncoder()::encodeToString).toList();
            throw new AssertionError("with -Dfuzz.seed=" + seed + " and " + encoded, failure);
        }
    }

    private static void measured(byte[] input, Consumer<byte[]> target) {
        var before = THREADS.getCurrentThreadAllocatedBytes();
        target.accept(input);
        var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        if (allocated > ALLOCATED_MAX) {
            throw new AssertionError(allocated + " bytes allocated");
        }
    }

    private static List<byte[]> read(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted().map(Fuzzing::bytes).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
