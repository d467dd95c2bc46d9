package dev.warfront.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// How much memory a JVM of this machine has, in MiB.
///
/// @param resident by the kernel
/// @param live on the heap after a full collection, which this asks for
public record Memory(double resident, double live) {
    private static final double KIB_PER_MIB = 1_024;
    private static final double BYTES_PER_MIB = 1_048_576;
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    static Memory of(long pid) {
        return new Memory(
                number(RESIDENT, read(Path.of("/proc", Long.toString(pid), "status"))) / KIB_PER_MIB,
                number(TOTAL, histogram(pid)) / BYTES_PER_MIB);
    }

    private static String histogram(long pid) {
        try {
            var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static double number(Pattern pattern, String text) {
        var found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException(
                    "no " + pattern + " in: " + text.lines().limit(5).toList());
        }
        return Double.parseDouble(found.group(1));
    }
}
