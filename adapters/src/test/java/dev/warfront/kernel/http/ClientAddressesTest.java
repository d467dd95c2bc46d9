package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;

class ClientAddressesTest {
    private static final Duration LATE = Duration.ofMinutes(1);

    private final ClientAddresses addresses =
            new ClientAddresses(new ConnectionSettings(10, 10, LATE, LATE, LATE, List.of("10.0.0.0/8", "fd00::/8")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.7   | 198.51.100.1                       | 203.0.113.7",
                "10.0.0.1      | 198.51.100.1                       | 198.51.100.1",
                "10.0.0.1      | 6.6.6.6, 198.51.100.1, 10.9.9.9    | 198.51.100.1",
                "10.0.0.1      | 6.6.6.6, no.address.example        | 10.0.0.1",
                "10.0.0.1      | 10.0.0.2                           | 10.0.0.2",
                "10.0.0.1      |                                    | 10.0.0.1",
                "fd00::1       | 2001:db8:1:2:3:4:5:6               | 20010db800010002/64",
                "2001:db8::1   | 198.51.100.1                       | 20010db800000000/64",
            })
    void givenWhatAProxySays_onlyOneThatIsConfiguredIsBelieved(String remote, String forwarded, String expected)
            throws UnknownHostException {
        var request =
                MockServerHttpRequest.get("/").remoteAddress(new InetSocketAddress(InetAddress.getByName(remote), 1));
        if (forwarded != null) {
            request.header("X-Forwarded-For", forwarded);
        }

        assertThat(addresses.of(request.build()).text()).isEqualTo(expected);
    }
}
