package dev.warfront.app;

import dev.warfront.app.RightsCallers.Asking;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Asks routes over HTTP.
final class RightsOverHttp {
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z_]+)\"");
    private static final String NO_VERSION_THERE_IS = "\"999\"";

    private final WebTestClient client;
    private final RightsRequests requests;

    RightsOverHttp(RunningProgram program, RightsRequests requests) {
        this.client = program.client();
        this.requests = requests;
    }

    /// The code of a problem, else the status.
    String ask(RightsRoute route, Asking who) {
        var request = client.method(HttpMethod.valueOf(route.kind()))
                .uri(route.kind().equals("GET") ? requests.query(route.path()) : requests.path(route.path()))
                .contentType(MediaType.APPLICATION_JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", NO_VERSION_THERE_IS);
        var token = who.token();
        if (token != null) {
            request.headers(headers -> headers.setBearerAuth(token));
        }
        var answer = request.bodyValue(requests.body(route.toString()))
                .exchange()
                .expectBody(String.class)
                .returnResult();
        var code = CODE.matcher(Objects.requireNonNullElse(answer.getResponseBody(), ""));
        var status = answer.getStatus().value();
        return status >= 400 && code.find() ? code.group(1) : String.valueOf(status);
    }
}
