package dev.warfront.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;

/// The program of this class path, with the JVM as its image has it: from jars, and from a cache of loaded and linked
/// classes when that was written.
final class BenchProgram {
    private static final long CACHE_SECONDS = 180;

    private final Path folder;
    private final Path cache;
    private final String classPath;

    /// @param folder for what it writes
    BenchProgram(Path folder) {
        this.folder = folder;
        this.cache = folder.resolve("program.aot");
        this.classPath = Arrays.stream(System.getProperty("java.class.path").split(":"))
                .map(Path::of)
                .map(this::jar)
                .map(Path::toString)
                .collect(Collectors.joining(":"));
    }

    /// A start of it, which is not begun yet.
    ///
    /// @param environment beside its own
    ProcessBuilder start(Path log, Map<String, String> environment) {
        return Files.exists(cache) ? process(log, environment, "-XX:AOTCache=" + cache) : process(log, environment);
    }

    /// Writes the cache, by a start that ends before the program would wait for anybody.
    void writeCache(Map<String, String> environment) {
        var log = folder.resolve("cache.log");
        try {
            var written = process(log, environment, "-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh")
                    .start();
            if (!written.waitFor(CACHE_SECONDS, TimeUnit.SECONDS) || !Files.exists(cache)) {
                written.destroyForcibly();
                throw new IllegalStateException("no cache of classes, see " + log);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    private ProcessBuilder process(Path log, Map<String, String> environment, String... jvmArguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseCompactObjectHeaders",
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of(jvmArguments));
        command.addAll(List.of("-cp", classPath, Warfront.class.getName()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /// A folder of classes as a jar: only of these a cache can be written.
    private Path jar(Path entry) {
        if (!Files.isDirectory(entry)) {
            return entry;
        }
        var jar = folder.resolve("classes-" + Integer.toHexString(entry.hashCode()) + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var paths = Files.walk(entry)) {
            for (var path : paths.filter(each -> !each.equals(entry)).sorted().toList()) {
                add(out, path, entry.relativize(path).toString());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return jar;
    }

    /// Folders too: what is found by scan is looked for in these.
    private static void add(JarOutputStream out, Path path, String name) throws IOException {
        if (Files.isDirectory(path)) {
            out.putNextEntry(new JarEntry(name + "/"));
        } else {
            out.putNextEntry(new JarEntry(name));
            Files.copy(path, out);
        }
        out.closeEntry();
    }
}
