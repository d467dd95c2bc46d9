package dev.warfront.backends;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// A broker's key and the certificate that its clients trust, as `deploy/kafka/certificate.sh` makes them.
///
/// @param keyStore PKCS12
/// @param password of the key store and of the key
/// @param certificate as PEM
public record BrokerKeys(Path keyStore, String password, Path certificate) {
    private static final Path SCRIPT = Path.of("..", "deploy", "kafka", "certificate.sh");

    /// Those of a broker on loopback, which are kept in a folder; new ones where there are none. Blocks.
    public static BrokerKeys of(Path folder) throws IOException {
        Files.createDirectories(folder);
        var command = new ProcessBuilder(
                        "sh", SCRIPT.toString(), folder.toString(), folder.toString(), "ip:" + BackendServer.HOST)
                .redirectErrorStream(true);
        var keytool = Path.of(System.getProperty("java.home"), "bin").toString();
        command.environment().merge("PATH", keytool, (path, own) -> own + File.pathSeparator + path);
        var process = command.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(SCRIPT + " failed: " + said);
        }
        return new BrokerKeys(
                folder.resolve("broker.p12"),
                Files.readString(folder.resolve("password")).strip(),
                folder.resolve("broker.pem"));
    }

    /// Without the password.
    @Override
    public String toString() {
        return "BrokerKeys[" + keyStore + "]";
    }
}
