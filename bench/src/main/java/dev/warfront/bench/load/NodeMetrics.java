package dev.warfront.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;

/// What a node says of itself.
final class NodeMetrics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NodeMetrics() {}

    /// A gauge, summed over its tags.
    ///
    /// @param management of the node
    static double read(URI management, String name) {
        return page(management)
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.summingDouble(Double::parseDouble));
    }

    private static String page(URI management) {
        try (var client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(management.resolve("/actuator/prometheus"))
                    .timeout(PATIENCE)
                    .build();
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(management + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException failed) {
            throw new IllegalStateException("no metrics from " + management, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }
}
