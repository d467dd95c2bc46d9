package dev.warfront.kernel.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.TestCertificates;
import dev.warfront.kernel.http.OperatorPage.Content;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/// The port of the operators over TLS, with a certificate that is exchanged while the program runs.
@Timeout(120)
@Execution(ExecutionMode.CONCURRENT)
class ManagementTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final LoopResources loop = LoopResources.create("management-test", 1, true);
    private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

    @AfterEach
    void close() {
        loop.disposeLater(Duration.ZERO, PATIENCE).block(PATIENCE);
    }

    @Test
    void givenACertificateThatIsExchanged_newConnectionsSeeIt_andOpenOnesGoOn() throws Exception {
        bundles.registerBundle("operators", bundle("first"));
        var server = server("operators");
        var running = server.run().subscribe();
        var port = server.port().blockOptional(PATIENCE).orElseThrow();
        try (var before = TestCertificates.connect(port)) {
            bundles.updateBundle("operators", bundle("second"));

            try (var after = TestCertificates.connect(port)) {
                assertThat(TestCertificates.nameOn(before)).isEqualTo("CN=first");
                assertThat(TestCertificates.nameOn(after)).isEqualTo("CN=second");
                assertThat(healthOn(after)).startsWith("HTTP/1.1 200 ").endsWith("healthy");
            }
            assertThat(healthOn(before)).startsWith("HTTP/1.1 200 ").endsWith("healthy");
            assertThat(inPlainText(port)).doesNotContain("HTTP", "healthy");
        } finally {
            running.dispose();
        }
    }

    @Test
    void givenABundleThatIsNotConfigured_theProgramDoesNotStart() {
        assertThatThrownBy(() -> server("nobody's"))
                .isInstanceOf(NoSuchSslBundleException.class)
                .hasMessageContaining("nobody's");
    }

    private ManagementServer server(String bundle) {
        var pages = new DefaultListableBeanFactory();
        OperatorPage health = _ -> Mono.just(new Content(200, "text/plain", "healthy".getBytes(US_ASCII)));
        pages.registerSingleton("health", health);
        return new ManagementServer(
                new ManagementSettings("127.0.0.1", 0, 10, new ManagementSettings.Tls(bundle)),
                pages.getBeanProvider(OperatorPage.class),
                bundles,
                System::nanoTime,
                loop);
    }

    private static String inPlainText(int port) throws IOException {
        try (var socket = new Socket(TestCertificates.HOST, port)) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            return healthOn(socket);
        } catch (SocketException _) {
            return ""; // reset
        }
    }

    private static String healthOn(Socket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
        return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }

    /// With a self-signed certificate of that name.
    private SslBundle bundle(String name) throws IOException, GeneralSecurityException, InterruptedException {
        var file = TestCertificates.keyStore(folder, name);
        return SslBundle.of(SslStoreBundle.of(
                KeyStore.getInstance(file.toFile(), TestCertificates.PASSWORD.toCharArray()),
                TestCertificates.PASSWORD,
                null));
    }
}
