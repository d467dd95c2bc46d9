package dev.warfront.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A running [ConstantHandler].
final class ConstantServer implements AutoCloseable {
    private static final String LOGGING = "dev/warfront/bench/logging.xml";

    private final Process process;
    private final int port;

    /// @param body what it answers
    ConstantServer(String body) {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java");
            process = new ProcessBuilder(List.of(
                            java.toString(),
                            "-XX:+UseCompactObjectHeaders",
                            "-Dlogback.configurationFile=" + LOGGING, // its first line is its port
                            "-cp",
                            System.getProperty("java.class.path"),
                            ConstantHandler.class.getName(),
                            body))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            port = Integer.parseInt(firstLine(process));
        } catch (IOException failed) {
            throw new UncheckedIOException("the constant handler did not start", failed);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port + "/constant");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private static String firstLine(Process process) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = reader.readLine();
        if (line == null) {
            throw new IOException("it ended at once");
        }
        return line;
    }
}
