package dev.warfront.bench.bound;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A JVM of its own on this one's class path. Its main class prints one line when it is up and lives until its input
/// ends; so it ends with this JVM, however that ends.
public final class ChildJvm implements AutoCloseable {
    private static final String LOGGING = "dev/warfront/bench/logging.xml";
    private static final int END_SECONDS = 30;

    private final Process process;
    private final BufferedReader output;
    private final String firstLine;

    /// Starts it and waits for its first line.
    public ChildJvm(Class<?> main, String... arguments) {
        try {
            process = new ProcessBuilder(command(main, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            firstLine = next(main);
        } catch (IOException failed) {
            throw new UncheckedIOException(main.getSimpleName() + " did not start", failed);
        }
    }

    /// What it said when it was up.
    public String firstLine() {
        return firstLine;
    }

    /// Ends its input, waits for its end, and answers its last line; empty for none.
    public String end() {
        try {
            process.getOutputStream().close();
            var last = output.lines().reduce("", (_, line) -> line);
            await();
            return last;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        process.destroy();
        await();
    }

    /// For a main class of this kind: returns when the input has ended.
    public static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // the parent says nothing; the end of its output is the end of this process
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void await() {
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private String next(Class<?> main) throws IOException {
        var line = output.readLine();
        if (line == null) {
            throw new IOException(main.getSimpleName() + " ended at once");
        }
        return line;
    }

    private static List<String> command(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + LOGGING, // its first line is its own
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
