package dev.warfront.bench.bound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ConstantServerTest {
    @Test
    void givenABody_aJvmOfItsOwnAnswersItToEverybody_withNothingButTheBenchOnItsPath() throws Exception {
        try (var server = new ConstantServer("{\"status\":\"ACTIVE\"}")) {
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(server.address()).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"ACTIVE\"}");
        }
    }
}
