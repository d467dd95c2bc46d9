package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Addresses;
import dev.warfront.bench.wire.RSocketConnection;
import dev.warfront.bench.wire.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Somebody who uses the program while it is attacked: over and over again is it alive, what does it show,
/// who am I, and a new RSocket connection with one request. Each answer must be right and there in time.
final class Bystander implements AutoCloseable {

    /// In which a good client is answered, whatever others do, on a machine that has much else to do.
    private static final Duration IN_TIME = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final Duration END = Duration.ofMinutes(2);

    /// Of readers whom nobody knows, and who are nobody's neighbours: one would ask more than it may.
    private static final int READERS = 4;

    private final Addresses addresses;

    private final Http http;

    private final List<Http> readers;

    private final String territory;

    private final String token;

    private final AtomicInteger rounds = new AtomicInteger();

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private final Thread thread = new Thread(this::use, "bystander");

    private volatile boolean over;

    private Bystander(Addresses addresses, String token) {
        this.addresses = addresses;
        this.token = token;
        this.http = new Http(addresses.http());
        this.readers = IntStream.rangeClosed(1, READERS)
                .mapToObj(i -> new Http(addresses.http(), "127.0.2." + i))
                .toList();
        this.territory = readers.getFirst()
                .get("/territories?limit=1")
                .send()
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    /// Uses it until it is closed.
    ///
    /// @param token of somebody who is known
    static Bystander of(Addresses addresses, String token) {
        var bystander = new Bystander(addresses, token);
        bystander.thread.setDaemon(true);
        bystander.thread.start();
        return bystander;
    }

    /// Waits until a round has begun and ended after this: what comes last in an attack may do the harm.
    void assertServed() {
        var before = rounds.get();
        Await.until(END, "a bystander's round", rounds::get, done -> done > before + 1 || !complaints.isEmpty());
        assertThat(complaints).as("after %d rounds", rounds.get()).isEmpty();
    }

    private void use() {
        while (!over) {
            timed("liveness", () -> answered(http.get("/actuator/health/liveness"), 200));
            var reader = readers.get(rounds.get() % READERS);
            timed("read", () -> answered(reader.get("/territories/" + territory), 200));
            timed("who am I", () -> answered(http.get("/me").as(token), 200));
            timed("RSocket", this::ask);
            rounds.incrementAndGet();
            Await.pass(PAUSE);
        }
    }

    private static void answered(Http.Request request, int status) {
        var response = request.send();
        assertThat(response.status()).as(response.toString()).isEqualTo(status);
    }

    private void ask() {
        var link = RSocketConnection.open(addresses, Transport.TCP_JSON, () -> Optional.of(token));
        try {
            link.stream("war." + UUID.randomUUID() + ".phase", Optional.empty())
                    .materialize()
                    .blockFirst(IN_TIME);
        } finally {
            link.close();
        }
    }

    private void timed(String what, Runnable use) {
        var begun = System.nanoTime();
        try {
            use.run();
        } catch (RuntimeException | AssertionError e) {
            complaints.add(what + " failed: " + e);
        }
        var took = Duration.ofNanos(System.nanoTime() - begun);
        if (took.compareTo(IN_TIME) > 0) {
            complaints.add(what + " took " + took);
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
