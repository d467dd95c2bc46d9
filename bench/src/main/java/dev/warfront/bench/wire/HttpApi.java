package dev.warfront.bench.wire;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The program's HTTP API for a client that may wait: a call returns the answer's body, throws [Refused], or
/// [Unreachable] after it was tried again and again for as long as `patience` says. Every call is safe to repeat, since
/// it carries its key, so an outage of the program is simply waited out. Threads may share one.
public final class HttpApi {
    private static final String BASE = "/api/v1";
    private static final Duration CALL = Duration.ofSeconds(10);
    private static final Set<Integer> TRANSIENT = Set.of(502, 503, 504);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    private final URI base;
    private final Duration patience;

    /// @param patience how long an outage is waited out
    public HttpApi(URI base, Duration patience) {
        this.base = base;
        this.patience = patience;
    }

    /// The same program, with another patience.
    public HttpApi patient(Duration other) {
        return new HttpApi(base, other);
    }

    public JsonNode get(String path) {
        return send(Call.get(path));
    }

    /// Sends a call until it is answered. An answer without a body is a missing node.
    public JsonNode send(Call call) {
        var backoff = new Backoff(patience);
        var renewed = false;
        while (true) {
            try {
                return once(call);
            } catch (Refused refused) {
                if (refused.status() == 401 && call.by().isPresent() && !renewed) {
                    call.by().get().renew(this);
                    renewed = true;
                } else if (!passes(refused) || !backoff.pause()) {
                    throw refused;
                }
            } catch (IOException broken) {
                if (!backoff.pause()) {
                    throw new Unreachable("no answer from " + base + " for " + patience.toSeconds() + " s", broken);
                }
            }
        }
    }

    private static boolean passes(Refused refused) {
        return TRANSIENT.contains(refused.status()) || refused.code().equals("IDEMPOTENCY_IN_PROGRESS");
    }

    private JsonNode once(Call call) throws IOException {
        try {
            var response = client.send(request(call), HttpResponse.BodyHandlers.ofByteArray());
            var body = tree(response.body());
            if (response.statusCode() / 100 == 2) {
                return body;
            }
            var code = body.path("code").asString("");
            throw new Refused(call, response.statusCode(), code, body.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Unreachable("interrupted while waiting for " + base, stopped);
        }
    }

    private HttpRequest request(Call call) {
        var body = call.body()
                .map(value -> HttpRequest.BodyPublishers.ofByteArray(Wire.JSON.writeValueAsBytes(value)))
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        var request = HttpRequest.newBuilder(target(call.path()))
                .timeout(CALL)
                .header("Content-Type", "application/json")
                .method(call.method(), body);
        call.by().ifPresent(session -> request.header("Authorization", "Bearer " + session.token()));
        call.version().ifPresent(version -> request.header("If-Match", "\"" + version + "\""));
        call.key().ifPresent(key -> request.header("Idempotency-Key", key.toString()));
        return request.build();
    }

    private URI target(String path) {
        return base.resolve(path.startsWith("/actuator") ? path : BASE + path);
    }

    private static JsonNode tree(byte[] body) {
        try {
            return body.length == 0 ? MissingNode.getInstance() : Wire.JSON.readTree(body);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
