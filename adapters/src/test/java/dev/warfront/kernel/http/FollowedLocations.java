package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/// Where an answer says that something is found, whoever asked finds it: each Location that a test of this module is
/// answered is read at once, by the same caller.
final class FollowedLocations {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private FollowedLocations() {}

    /// Called with every answer whose body a test has read.
    static void follow(EntityExchangeResult<?> result) {
        var location = result.getResponseHeaders().getLocation();
        if (location != null) {
            assertThat(location.getRawPath()).as("the Location of %s", result).isEqualTo(location.toString());
            assertThat(statusOf(result.getUrl().resolve(location), result.getRequestHeaders()))
                    .as("GET %s, the Location of %s", location, result)
                    .isEqualTo(200);
        }
    }

    private static int statusOf(URI location, HttpHeaders asked) {
        var request = HttpRequest.newBuilder(location).timeout(PATIENCE).GET();
        Stream.of(HttpServer.CALLER, HttpHeaders.AUTHORIZATION)
                .filter(asked::containsHeader)
                .forEach(name -> request.header(name, asked.getFirst(name)));
        return CLIENT.sendAsync(request.build(), BodyHandlers.discarding())
                .join()
                .statusCode();
    }
}
