package dev.warfront.kernel.rsocket;

import static dev.warfront.kernel.rsocket.StreamFixture.LIMITS;
import static dev.warfront.kernel.rsocket.StreamFixture.PATIENCE;
import static dev.warfront.kernel.rsocket.StreamFixture.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.TestCertificates;
import dev.warfront.kernel.SourceAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslStoreBundle;

/// Connections over TLS for which there is no place, where who is told why may take its time.
@Execution(ExecutionMode.CONCURRENT)
class RefusedTlsTest {
    private static final String NAME = "streams";

    /// More than an alert of TLS has.
    private static final int ALERT_BYTES = 100;

    @TempDir
    Path folder;

    @Test
    void givenWhoHasNotShakenHands_itIsClosedAtOnce() throws Exception {
        try (var fixture = patient(tls())) {
            fixture.stop().block(PATIENCE); // from now on there is a place for nobody

            try (var silent = new Socket(
                    TestCertificates.HOST, fixture.tcp("application/json").port())) {
                silent.setSoTimeout((int) PATIENCE.toMillis());

                assertThat(silent.getInputStream().readAllBytes()).hasSizeLessThan(ALERT_BYTES);
            }
            assertThat(fixture.count("war.stream.connections.refused")).isEqualTo(1);
        }
    }

    private static StreamFixture patient(TcpSecurity security) {
        return new StreamFixture(
                RULES,
                StreamFixture.settings(10, LIMITS, Duration.ofHours(1)),
                (remote, _) -> SourceAddress.of(remote),
                security,
                (_, _) -> List.of());
    }

    private TcpSecurity tls() throws IOException, GeneralSecurityException, InterruptedException {
        var file = TestCertificates.keyStore(folder, NAME);
        var bundles = new DefaultSslBundleRegistry();
        bundles.registerBundle(
                NAME,
                SslBundle.of(SslStoreBundle.of(
                        KeyStore.getInstance(file.toFile(), TestCertificates.PASSWORD.toCharArray()),
                        TestCertificates.PASSWORD,
                        null)));
        return new TcpSecurity(
                new TlsSettings(NAME),
                new StaticListableBeanFactory(Map.of("bundles", bundles)).getBeanProvider(SslBundles.class));
    }
}
