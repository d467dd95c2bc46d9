package dev.warfront.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The packaged program on disk: its jar taken apart by its own tool, as its image does it, and beside it the cache of
/// loaded classes that makes the many starts of these tests short.
final class ProgramFiles {

    private static final Path FOLDER = Path.of("target", "packaged").toAbsolutePath();

    private static final String MAIN = "dev.warfront.app.Warfront";

    private static final int SECONDS_MAX = 180;

    private static final ProgramFiles INSTANCE = new ProgramFiles();

    private final Path jar;

    private final Path tests;

    private final Path cache = FOLDER.resolve("classes.aot");

    private ProgramFiles() {
        var packaged = Path.of(System.getProperty("warfront.jar", "the system property warfront.jar is not set"));
        try {
            Files.createDirectories(FOLDER);
            Files.deleteIfExists(cache);
            extract(packaged);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jar = FOLDER.resolve("program").resolve(packaged.getFileName());
        tests = TestJar.writeTo(FOLDER);
    }

    static ProgramFiles get() {
        return INSTANCE;
    }

    /// Logs and settings of the runs.
    Path folder() {
        return FOLDER;
    }

    /// What the tests add to the program, a jar that is an agent too.
    Path tests() {
        return tests;
    }

    /// How to start the program. It lives for seconds: the second JIT would take longer than all the rest of a start.
    List<String> command(List<String> jvmArguments) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(List.of(
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms512m",
                "-Xmn256m", // what a short life leaves behind is hardly ever collected
                "-XX:MetaspaceSize=192m",
                "-Xlog:aot*=error",
                "-Djava.awt.headless=true",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmArguments);
        command.addAll(List.of("-cp", jar + ":" + tests, MAIN));
        return command;
    }

    /// With this a run starts from the cache.
    String fromCache() {
        return "-XX:AOTCache=" + cache;
    }

    /// Writes the cache unless it is there, by the start that leaves it in the image: one that ends before it would ask
    /// for any server. Whoever comes first; others wait.
    synchronized void cache() throws IOException {
        if (Files.exists(cache)) {
            return;
        }
        var start = command(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        var words = start.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        run("cache.log", List.of("sh", "-c", ImageFlags.settingsForCache() + " " + words));
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    private static void extract(Path packaged) throws IOException {
        run(
                "extract.log",
                List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Djarmode=tools",
                        "-jar",
                        packaged.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        FOLDER.resolve("program").toString()));
    }

    private static void run(String logged, List<String> command) throws IOException {
        var log = FOLDER.resolve(logged);
        var process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command + " failed: " + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
