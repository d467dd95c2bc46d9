package dev.warfront.backends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Redis 6.2, so nothing newer may be used. In tests it keeps nothing over a restart.
public final class RedisServer implements BackendServer {

    static final int PORT = 16379;

    private final Folders folder;

    private final ServerProcess process;

    private final int port;

    RedisServer(Folders folder) {
        this.folder = folder;
        this.process = process(folder.path());
        process.stopOrphan(); // before its port is looked at
        this.port = folder.kept() ? Ports.wantedOrFree(PORT) : Ports.free();
    }

    static ServerProcess process(Path folder) {
        return new ServerProcess("redis", folder, settings(folder), "TERM");
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            var data = Files.createDirectories(folder.path().resolve("redis"));
            var settings = Files.write(settings(folder.path()), settingsFor(data));
            process.start(List.of(Programs.redis().toString(), settings.toString()), this::answers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void stop() {
        process.stop();
    }

    @Override
    public boolean isRunning() {
        return process.isRunning();
    }

    @Override
    public int port() {
        return port;
    }

    /// Loses everything it holds, which the program must survive at any time.
    public void flush() {
        require(ask("FLUSHALL"));
    }

    private static void require(String answer) {
        if (!answer.equals("+OK")) {
            throw new IllegalStateException(answer);
        }
    }

    /// From now on it takes connections and answers no script and no write, until {@link #goOn}.
    public void hang() {
        require(ask("CLIENT PAUSE 60000 WRITE"));
    }

    public void goOn() {
        require(ask("CLIENT UNPAUSE"));
    }

    Path folder() {
        return folder.path();
    }

    private boolean answers() {
        try {
            return ask("PING").equals("+PONG"); // or -LOADING
        } catch (UncheckedIOException _) {
            return false;
        }
    }

    private String ask(String command) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(HOST, port), 1_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path settings(Path folder) {
        return folder.resolve("redis.conf");
    }

    private List<String> settingsFor(Path data) {
        return List.of(
                "bind " + HOST,
                "port " + port,
                "dir \"" + data + "\"",
                "save \"\"",
                "appendonly " + (folder.kept() ? "yes" : "no"),
                "set-proc-title no", // its arguments are how the next run knows it
                "databases 1");
    }
}
