package dev.warfront.backends;

import java.io.IOException;
import java.io.UncheckedIOException;

/// A broker with two listeners, as in `compose.yaml`: who comes by one is trusted, who comes by the other signs in with
/// SCRAM and may do what the broker was told.
public final class SecuredKafka implements AutoCloseable {

    private final Folders folder;

    private final int port = Ports.free();

    private final KafkaServer server;

    private SecuredKafka() throws IOException {
        folder = Folders.temporary();
        server = new KafkaServer(folder, port);
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

    /// Where everybody has to.
    public String secured() {
        return BackendServer.HOST + ":" + port;
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
