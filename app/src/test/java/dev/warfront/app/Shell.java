package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Commands as somebody types them.
///
/// @param output of all, a file
record Shell(Path folder, Map<String, String> environment, Path output) {
    private static final int MINUTES_MAX = 5;

    /// Whether a program is on the path.
    static boolean has(String program) {
        return has(program, "--version");
    }

    /// @param version how it says which it is
    static boolean has(String program, String version) {
        try {
            return new ProcessBuilder(program, version).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /// What it printed, once it has ended well.
    String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(List.of(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        process.environment().putAll(environment);
        var running = process.start();
        try {
            assertThat(running.waitFor(MINUTES_MAX, TimeUnit.MINUTES))
                    .as("%s", printed())
                    .isTrue();
        } finally {
            running.destroyForcibly();
        }
        assertThat(running.exitValue()).as("%s", printed()).isZero();
        return printed();
    }

    private String printed() throws IOException {
        return Files.readString(output);
    }
}
