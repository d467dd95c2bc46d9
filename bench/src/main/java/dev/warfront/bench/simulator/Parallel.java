package dev.warfront.bench.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// Blocking work side by side, on virtual threads.
final class Parallel {
    private Parallel() {}

    /// Maps all items, at most `concurrency` at a time, and answers in their order. The first failure is thrown.
    static <A, B> List<B> map(List<A> items, int concurrency, Function<A, B> work) {
        var factory = Thread.ofVirtual().name("simulator-", 0).factory();
        try (var pool = Executors.newFixedThreadPool(concurrency, factory)) {
            var tasks = items.stream()
                    .<Callable<B>>map(item -> () -> work.apply(item))
                    .toList();
            var results = new ArrayList<B>();
            for (var done : pool.invokeAll(tasks)) {
                results.add(done.get());
            }
            return results;
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    /// Runs all at the same time and returns when all are done.
    static void all(List<Runnable> works) {
        var _ = map(works, works.size(), work -> {
            work.run();
            return true;
        });
    }
}
