package dev.warfront.packaged;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// What a program says of itself: that it may be used.
final class Readiness {

    private static final Duration CALL = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private final URI base;

    Readiness(URI base) {
        this.base = base;
    }

    boolean holds() {
        var request = HttpRequest.newBuilder(base.resolve("/actuator/health/readiness"))
                .timeout(CALL)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
