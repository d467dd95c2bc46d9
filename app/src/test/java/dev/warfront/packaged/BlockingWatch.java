package dev.warfront.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.packaged.faults.BlockingProbe;
import dev.warfront.testing.BlockingCalls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import reactor.blockhound.BlockHound;

/// BlockHound inside a packaged program: as an agent, with a file for what it finds. A program under it starts without
/// the cache of loaded classes.
final class BlockingWatch {

    private final Path file;

    /// @param file written anew
    BlockingWatch(Path file) {
        this.file = file;
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> jvmArguments() {
        return List.of(
                "-javaagent:" + TestJar.of(BlockHound.class),
                "-XX:+AllowRedefinitionToAddDeleteMethods",
                "-D" + BlockingCalls.FILE + "=" + file,
                "-D" + BlockingProbe.PROPERTY + "=true");
    }

    /// Each start has found the probe, whose error nobody saw, and nothing else.
    void assertNothingBlocked() {
        try {
            assertThat(Files.readAllLines(file))
                    .as("calls that blocked an event loop")
                    .isNotEmpty()
                    .allSatisfy(found -> assertThat(found).contains("BlockingProbe.sleep"));
        } catch (IOException e) {
            throw new UncheckedIOException("the probe was not found", e);
        }
    }
}
