package dev.warfront.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;

/// A broker with two listeners, as in `compose.yaml`: who comes by one is trusted, who comes by the other
/// speaks TLS, signs in with SCRAM and may do what the broker was told.
public final class SecuredKafka implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ITERATIONS = 4096;

    private final Folders folder;

    private final SecuredListener listener;

    private final KafkaServer server;

    private SecuredKafka() throws IOException {
        folder = Folders.temporary();
        listener = new SecuredListener(Ports.free(), BrokerKeys.of(folder.path().resolve("keys")));
        server = new KafkaServer(folder, listener);
    }

    /// Running.
    public static SecuredKafka start() {
        try {
            var kafka = new SecuredKafka();
            kafka.server.start();
            return kafka;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Where nobody has to sign in.
    public String trusted() {
        return server.bootstrapServers();
    }

    /// Where everybody has to. The certificate is of this address, not of `localhost`.
    public String secured() {
        return BackendServer.HOST + ":" + port();
    }

    /// Where everybody has to sign in.
    public int port() {
        return listener.port();
    }

    /// What a client has to trust to talk to it, as PEM.
    public Path certificate() {
        return listener.keys().certificate();
    }

    /// From now on somebody of that name signs in with that password; what they may do is said apart. Blocks.
    public void addUser(String name, String password)
            throws ExecutionException, InterruptedException, TimeoutException {
        var credential = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        try (var admin = Admin.create(Map.of("bootstrap.servers", trusted()))) {
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(name, credential, password)))
                    .all()
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        server.stop();
        try {
            folder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
