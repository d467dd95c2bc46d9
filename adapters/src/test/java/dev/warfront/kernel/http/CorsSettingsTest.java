package dev.warfront.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which origins can be configured, and which of the browsers' are meant by them.
class CorsSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com, true",
        "https://example.com, HTTPS://Example.com, true",
        "https://example.com, http://example.com, false",
        "https://example.com, https://example.com:8443, false",
        "https://example.com, https://www.example.com, false",
        "https://example.com, https://example.com.evil.net, false",
        "https://example.com, null, false",
        "https://example.com:8443, https://example.com:8443, true",
        "http://localhost:*, http://localhost:5173, true",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, https://localhost:5173, false",
        "http://localhost:*, http://localhost.evil.net:80, false",
        "http://localhost:*, http://localhost:80.evil.net, false",
        "http://[::1]:*, http://[::1]:3000, true",
        "app://game, app://game, true",
        "*, https://anywhere.net, true",
        "*, null, true",
    })
    void givenAnOrigin_itIsAllowedWhenItIsMeant(String configured, String origin, boolean allowed) {
        var cors = new CorsSettings(List.of(configured)).configuration();

        assertThat(cors.checkOrigin(origin) != null).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "https://",
                "https://example.com/",
                "https://example.com/app",
                "https://example.com?a=b",
                "https://user@example.com",
                "https://example.com:",
                "https://example.com:0",
                "https://example.com:65536",
                "https://example.com:port",
                "https://*.example.com",
                "https://*",
                "*:*",
                "null",
                "https://exa mple.com",
            })
    void givenNonsense_theStartFails_andNamesIt(String nonsense) {
        assertThatThrownBy(() -> new CorsSettings(List.of("https://good.net", nonsense)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + nonsense + "' is no origin");
    }

    @Test
    void givenAllOriginsAndOneMore_theStartFails() {
        assertThatThrownBy(() -> new CorsSettings(List.of("*", "https://good.net")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'*' is no origin");
    }
}
