import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// The HTTP API for one account, or, without a login, for nobody.
final class Api {
    private static final int ATTEMPTS = 10;
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final Config.Login login;
    private volatile JsonNode tokens = MissingNode.getInstance();

    Api(URI base, Config.Login login) {
        this.base = base;
        this.login = login;
    }

    /// A refusal: what a rule says no to. Decide by its code.
    static final class Refused extends RuntimeException {
        final int status;
        final String code;

        Refused(String what, int status, JsonNode problem) {
            super(what + ": " + status + " " + problem);
            this.status = status;
            this.code = problem.path("code").asString("");
        }
    }

    String token() {
        return tokens.path("access_token").asString("");
    }

    Api logIn() throws Exception {
        tokens = send("POST", "/auth/login", login, Map.of());
        return this;
    }

    /// A token lives 15 min. A refresh token is good for one use; without a good one, log in.
    void renew() throws Exception {
        try {
            var refresh = Map.of("refresh_token", tokens.path("refresh_token").asString(""));
            tokens = send("POST", "/auth/refresh", refresh, Map.of());
        } catch (Refused refused) {
            if (!refused.code.equals("INVALID_REFRESH_TOKEN")) {
                throw refused;
            }
            logIn();
        }
    }

    JsonNode get(String path) throws Exception {
        return call("GET", path, null, Map.of());
    }

    /// Safe to repeat as it is: the key stays the same.
    JsonNode post(String path, Object body) throws Exception {
        return call("POST", path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    /// The same on what has a version.
    JsonNode post(String path, Object body, long version) throws Exception {
        var key = UUID.randomUUID().toString();
        return call("POST", path, body, Map.of("Idempotency-Key", key, "If-Match", "\"" + version + "\""));
    }

    private JsonNode call(String method, String path, Object body, Map<String, String> headers) throws Exception {
        try {
            return send(method, path, body, headers);
        } catch (Refused refused) {
            if (refused.status != 401 || login == null) {
                throw refused;
            }
            renew();
            return send(method, path, body, headers);
        }
    }

    private JsonNode send(String method, String path, Object body, Map<String, String> headers) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/api/v1" + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : bytes(body));
        headers.forEach(request::header);
        if (!token().isEmpty() && !path.startsWith("/auth/")) {
            request.header("Authorization", "Bearer " + token());
        }
        for (var attempt = 1; ; attempt++) {
            var waitMs = Math.min(100L << attempt, 5_000);
            try {
                var response = client.send(request.build(), BodyHandlers.ofByteArray());
                var answer = response.body().length == 0 ? MissingNode.getInstance() : JSON.readTree(response.body());
                if (response.statusCode() / 100 == 2) {
                    return answer;
                }
                if (attempt == ATTEMPTS || !passes(response, answer)) {
                    throw new Refused(method + " " + path, response.statusCode(), answer);
                }
                var retryAfter = response.headers().firstValueAsLong("Retry-After");
                waitMs = retryAfter.isPresent() ? 1_000 * retryAfter.getAsLong() : waitMs;
            } catch (IOException away) {
                if (attempt == ATTEMPTS) {
                    throw away;
                }
            }
            Thread.sleep(waitMs);
        }
    }

    private static HttpRequest.BodyPublisher bytes(Object body) {
        return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    /// Too fast, or trouble at the other end: the same request, a little later.
    private static boolean passes(HttpResponse<byte[]> response, JsonNode problem) {
        return LATER.contains(response.statusCode())
                || problem.path("code").asString("").equals("IDEMPOTENCY_IN_PROGRESS");
    }
}
