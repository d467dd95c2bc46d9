package dev.warfront.packaged;

import dev.warfront.packaged.faults.Fault;
import dev.warfront.packaged.faults.FaultPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// The classes of `dev.warfront.packaged.faults` as a jar, with the file by which Spring Boot finds them.
final class FaultJar {

    private static final String IMPORTS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private FaultJar() {}

    /// Written anew.
    static Path writeTo(Path folder) {
        var jar = folder.resolve("faults.jar");
        var classes = classes();
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                var files = Files.list(classes)) {
            add(out, IMPORTS, (FaultPoints.class.getName() + "\n").getBytes(StandardCharsets.UTF_8));
            var parent = FaultPoints.class.getPackageName().replace('.', '/') + "/";
            for (var file : files.sorted().toList()) {
                add(out, parent + file.getFileName(), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        var entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static Path classes() {
        try {
            var root = Path.of(BadWorld.Fault.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return root.resolve(BadWorld.Fault.class.getPackageName().replace('.', '/'));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
