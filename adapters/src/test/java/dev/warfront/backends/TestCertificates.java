package dev.warfront.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Self-signed certificates: how they are made, and which of them a port of this machine shows.
public final class TestCertificates {
    public static final InetAddress HOST = InetAddress.getLoopbackAddress();
    public static final String PASSWORD = "not a secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestCertificates() {}

    /// A PKCS12 key store with a key pair and its certificate, alias `server`.
    ///
    /// @param name which it is of
    public static Path keyStore(Path folder, String name) throws IOException, InterruptedException {
        var made = folder.resolve(name + ".p12");
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        made.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return made;
    }

    /// A file takes the place of another at once.
    public static void exchange(Path made, Path served) throws IOException {
        Files.move(made, served, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Whose certificate a port shows.
    public static String nameAt(int port) throws IOException, GeneralSecurityException {
        try (var socket = connect(port)) {
            return nameOn(socket);
        }
    }

    /// Whose certificate a connection was shown.
    public static String nameOn(SSLSocket socket) throws IOException {
        var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return shown.getSubjectX500Principal().getName();
    }

    /// Over TLS, whoever it is.
    public static SSLSocket connect(int port) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket(HOST, port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.startHandshake();
        return socket;
    }
}
