package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.bench.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// A client that may send anything, and looks at every answer with suspicion.
final class Http {

    private static final Duration CALL = Duration.ofMinutes(1);

    private final HttpClient client;

    private final URI base;

    Http(URI base) {
        this(base, HttpClient.newBuilder());
    }

    /// From an address of the loopback network, so that several sources can be told apart.
    Http(URI base, String source) {
        this(base, HttpClient.newBuilder().localAddress(InetAddress.ofLiteral(source)));
    }

    private Http(URI base, HttpClient.Builder client) {
        this.base = base;
        this.client = client.version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(30))
                .build();
    }

    Request get(String path) {
        return new Request("GET", path, "", Map.of());
    }

    /// With a fresh Idempotency-Key.
    Request post(String path, Object body) {
        return raw("POST", path, Wire.JSON.writeValueAsString(body))
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    /// Asks for a session.
    Response logIn(String login, String password) {
        return post("/auth/login", Map.of("login", login, "password", password)).send();
    }

    Request raw(String method, String path, String body) {
        return new Request(method, path, body, Map.of("Content-Type", "application/json"));
    }

    /// One request; each `header` makes another one.
    final class Request {

        private final String method;

        private final String path;

        private final String body;

        private final Map<String, String> headers;

        private Request(String method, String path, String body, Map<String, String> headers) {
            this.method = method;
            this.path = path;
            this.body = body;
            this.headers = headers;
        }

        Request header(String name, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Request(method, path, body, more);
        }

        Request without(String name) {
            var fewer = new LinkedHashMap<>(headers);
            fewer.remove(name);
            return new Request(method, path, body, fewer);
        }

        Request as(String token) {
            return header("Authorization", "Bearer " + token);
        }

        Request ifMatch(long version) {
            return header("If-Match", "\"" + version + "\"");
        }

        /// Sends it.
        Response send() {
            var publisher =
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
            var request = HttpRequest.newBuilder(base.resolve(path.startsWith("/actuator") ? path : "/api/v1" + path))
                    .timeout(CALL)
                    .method(method, publisher);
            headers.forEach(request::header);
            try {
                var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                var type = answer.headers().firstValue("Content-Type").orElse("");
                return new Response(method + " " + path, answer.statusCode(), type, answer.body());
            } catch (IOException e) {
                throw new AssertionError(method + " " + path + " was not answered", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }

        /// Sends it and insists on being refused well: a problem with this status and code, and nothing of what is
        /// inside the program.
        Response refused(int status, String code) {
            var response = send();
            response.assertTight();
            assertThat(response.status()).as(response.toString()).isEqualTo(status);
            assertThat(response.type()).as(response.toString()).startsWith("application/problem+json");
            var problem = response.json();
            assertThat(problem.path("code").asString(""))
                    .as(response.toString())
                    .isEqualTo(code);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asString("")).isNotBlank();
            assertThat(problem.path("trace_id").asString(""))
                    .as(response.toString())
                    .isNotBlank();
            return response;
        }
    }

    record Response(String request, int status, String type, String body) {

        JsonNode json() {
            try {
                return Wire.JSON.readTree(body);
            } catch (JacksonException e) {
                throw new AssertionError("no JSON: " + this, e);
            }
        }

        /// No stack trace, no name of a class.
        void assertTight() {
            assertThat(body)
                    .as(toString())
                    .doesNotContainPattern(
                            "\\b(java|javax|jakarta|reactor|io\\.netty|io\\.r2dbc|org\\.springframework|tools\\.jackson|dev\\.warfront)\\.[a-z]")
                    .doesNotContain("Exception")
                    .doesNotContainPattern("\\bat [\\w.$]+\\(");
        }

        @Override
        public String toString() {
            return "%s answered %d %s".formatted(request, status, body);
        }
    }
}
