package dev.warfront.bench.load;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/// Many connections that each ask, wait for the answer, and ask again.
final class Reader implements AutoCloseable {
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final int connections;
    private final ConnectionProvider pool;
    private final HttpClient client;

    Reader(int connections) {
        this.connections = connections;
        this.pool = ConnectionProvider.create("reader", connections);
        this.client = HttpClient.create(pool).responseTimeout(ANSWER);
    }

    /// Answers a second; any answer but 200 fails.
    double perSecond(URI address, Duration length) {
        return perSecond(client, address, length);
    }

    /// Likewise, as somebody who has logged in.
    double perSecond(URI address, String token, Duration length) {
        var own = client.headers(headers -> headers.set("Authorization", "Bearer " + token));
        return perSecond(own, address, length);
    }

    private double perSecond(HttpClient as, URI address, Duration length) {
        var count = new AtomicLong();
        var started = System.nanoTime();
        var deadline = started + length.toNanos();
        var _ = Flux.range(0, connections)
                .flatMap(
                        _ -> Mono.defer(() -> one(as, address))
                                .doOnNext(_ -> count.incrementAndGet())
                                .repeat(() -> System.nanoTime() < deadline)
                                .then(),
                        connections)
                .blockLast(length.plus(ANSWER).plus(ANSWER));
        return count.get() * 1e9 / (System.nanoTime() - started);
    }

    private static Mono<Integer> one(HttpClient as, URI address) {
        return as.get()
                .uri(address)
                .responseSingle((response, body) ->
                        body.then(Mono.just(response.status().code())))
                .handle((status, sink) -> {
                    if (status == 200) {
                        sink.next(status);
                    } else {
                        sink.error(new IllegalStateException(address + " answered " + status));
                    }
                });
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
