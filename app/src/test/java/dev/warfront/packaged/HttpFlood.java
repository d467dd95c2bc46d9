package dev.warfront.packaged;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Requests without end, over many connections at once: more than one that waits for each answer can send.
final class HttpFlood {

    private static final int CONNECTIONS = 16;

    private HttpFlood() {}

    /// Sends so many.
    ///
    /// @return how often each status was answered
    static Map<Integer, Long> statuses(int requests, Supplier<Http.Request> request)
            throws ExecutionException, InterruptedException {
        try (var threads =
                Executors.newFixedThreadPool(CONNECTIONS, Thread.ofVirtual().factory())) {
            var answers = IntStream.range(0, requests)
                    .mapToObj(_ -> threads.submit(() -> request.get().send().status()))
                    .toList();
            var statuses = new TreeMap<Integer, Long>();
            for (var each : answers) {
                statuses.merge(each.get(), 1L, Long::sum);
            }
            return statuses;
        }
    }
}
