package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.backends.Ports;
import dev.warfront.packaged.TestJar;
import dev.warfront.packaged.faults.LightPasswords;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a newcomer types first, `mvn spring-boot:test-run`, without Maven around it: the same class on the same class
/// path, in an empty folder and then in the same one again. Only its ports are free ones, its phases shorter, its
/// passwords cheap, and its JIT and its garbage collector those of a short life. It has servers of its own, so it runs
/// beside the journeys.
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@Execution(ExecutionMode.CONCURRENT)
class FirstCommandIT {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration STEP = Duration.ofMillis(200);

    private static final String ACTIVE = "8s";

    @TempDir
    private Path folder;

    /// What the test adds is no part of the folder.
    @TempDir
    private Path added;

    @Test
    void onAnEmptyFolder_andOnTheSameDataAgain_itsWarEndsAsTheBookSays() throws Exception {
        var first = run("first");
        assertThat(first).contains("First administrator:");
        assertThat(reports(first)).as("%s", first).singleElement().satisfies(FirstCommandIT::matches);
        assertThat(first)
                .containsPattern(Pattern.compile(
                        "RSocket on TCP port (\\d+) .*Warfront stays up.* tcp 127\\.0\\.0\\.1:\\1,", Pattern.DOTALL));

        var second = run("second");
        assertThat(second).doesNotContain("First administrator:");
        assertThat(reports(second)).as("%s", second).singleElement().satisfies(FirstCommandIT::matches);

        assertThat(reports(second)).isNotEqualTo(reports(first));
    }

    private static void matches(String report) {
        assertThat(report).endsWith("\"match\":true}");
    }

    /// Runs it until it stays up and does nothing more, stops it, and answers its output.
    private String run(String name) throws IOException, InterruptedException {
        var output = folder.resolve(name + ".log");
        var process = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            var deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!Files.readString(output).contains("Warfront stays up")) {
                assertThat(process.isAlive()).as("%s", Files.readString(output)).isTrue();
                assertThat(System.nanoTime()).as("%s", Files.readString(output)).isLessThan(deadline);
                Thread.sleep(STEP);
            }
            process.destroy(); // as Ctrl-C does
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as("Maven calls all else a failure").isZero();
            assertThat(folder.resolve("data/postgres.pid"))
                    .as("its servers end with it")
                    .doesNotExist();
            assertThat(folder.resolve("data/redis.pid")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private List<String> command() {
        var classPath = Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                .orElseGet(() -> System.getProperty("java.class.path", ""));
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", // it does not live as long as the second JIT would pay
                "-XX:+UseSerialGC",
                "-Xmn256m",
                "-XX:MetaspaceSize=192m",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-D" + LightPasswords.PROPERTY + "=true",
                "-cp",
                TestJar.writeTo(added) + File.pathSeparator + classPath,
                DevelopmentRun.class.getName()));
        command.addAll(List.of(
                "--server.port=" + Ports.free(),
                "--management.server.port=0",
                "--warfront.rsocket.port=0",
                "--war.phase.declared=1s",
                "--war.phase.preparation=1s",
                "--war.phase.active=" + ACTIVE));
        return command;
    }

    private static List<String> reports(String output) {
        return output.lines().filter(line -> line.startsWith("{\"war_id\"")).toList();
    }
}
