package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;

import dev.warfront.kernel.http.ClientAddresses;
import dev.warfront.kernel.http.ConnectionSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/// Connections that come through a proxy on this machine: two of an address, and for a third the first of
/// them goes.
class ProxiedWebSocketsTest {
    private static final String ONE = "198.51.100.1";
    private static final String OTHER = "198.51.100.2";
    private static final ClientLimits TWO_OF_AN_ADDRESS = StreamFixture.limits(2);

    @Test
    void givenATrustedProxy_webSocketsCountByTheirClients() {
        try (var fixture = believing(List.of("127.0.0.0/8"));
                var first = served(ONE, fixture);
                var second = served(ONE, fixture);
                var others = served(OTHER, fixture);
                var _ = served(ONE, fixture)) {
            assertClosed(first);
            assertServed(second);
            assertServed(others);
        }
    }

    @Test
    void givenWhatOthersSay_itIsNotBelieved() {
        try (var fixture = believing(List.of());
                var first = served(ONE, fixture);
                var second = served(OTHER, fixture);
                var _ = served("198.51.100.3", fixture)) {
            assertClosed(first);
            assertServed(second);
        }
    }

    /// @param proxies networks
    private static StreamFixture believing(List<String> proxies) {
        var late = Duration.ofMinutes(1);
        var addresses = new ClientAddresses(new ConnectionSettings(10, 10, late, late, late, proxies));
        var settings = StreamFixture.settings(100, TWO_OF_AN_ADDRESS);
        var fixture = new StreamFixture(RULES, settings, addresses, (_, _) -> List.of());
        fixture.scripted().script("state.x").begin(1);
        return fixture;
    }

    private static TestClient served(String address, StreamFixture fixture) {
        var client = TestClient.connect(fixture.webSocket("application/json").forwardedFor(address));
        assertServed(client);
        return client;
    }

    private static void assertServed(TestClient client) {
        StepVerifier.create(client.stream("state.x"))
                .expectNextCount(1)
                .thenCancel()
                .verify(PATIENCE);
    }

    private static void assertClosed(TestClient client) {
        StepVerifier.create(client.onClose().onErrorComplete()).expectComplete().verify(PATIENCE);
    }
}
