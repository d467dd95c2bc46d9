package dev.warfront.packaged;

import dev.warfront.packaged.faults.BlockingProbe;
import dev.warfront.packaged.faults.Fault;
import dev.warfront.packaged.faults.FaultPoints;
import dev.warfront.packaged.faults.HeapExhaustion;
import dev.warfront.packaged.faults.LightPasswords;
import dev.warfront.testing.BlockingCalls;
import dev.warfront.testing.KnownBlocking;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// What the tests add to the class path of the program, as a jar: the classes of
/// `dev.warfront.packaged.faults`, what BlockHound is to know, and the files by which both are found. It is
/// the agent {@link HeapExhaustion} too.
public final class TestJar {

    private static final String CONFIGURATIONS =
            "META-INF/spring/org.springframework.boot.autoconfigure.AutoConfiguration.imports";

    private static final String INTEGRATIONS = "META-INF/services/reactor.blockhound.integration.BlockHoundIntegration";

    private TestJar() {}

    /// Written anew.
    public static Path writeTo(Path folder) {
        var jar = folder.resolve("tests.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest());
                var files = Files.list(faults())) {
            add(
                    out,
                    CONFIGURATIONS,
                    FaultPoints.class.getName() + "\n" + LightPasswords.class.getName() + "\n"
                            + BlockingProbe.class.getName() + "\n");
            add(out, INTEGRATIONS, KnownBlocking.class.getName() + "\n");
            for (var file : files.sorted().toList()) {
                add(out, folderOf(Fault.class) + "/" + file.getFileName(), Files.readAllBytes(file));
            }
            for (var type : List.of(BlockingCalls.class, KnownBlocking.class)) {
                add(out, nameOf(type), bytes(type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jar;
    }

    /// The jar that a class came from.
    static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Manifest manifest() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Agent-Class"), HeapExhaustion.class.getName());
        return manifest;
    }

    private static void add(JarOutputStream out, String name, String content) throws IOException {
        add(out, name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        var entry = new JarEntry(name);
        entry.setTime(0);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static byte[] bytes(Class<?> type) throws IOException {
        try (var in = Optional.ofNullable(type.getResourceAsStream(type.getSimpleName() + ".class"))
                .orElseThrow()) {
            return in.readAllBytes();
        }
    }

    private static String nameOf(Class<?> type) {
        return folderOf(type) + "/" + type.getSimpleName() + ".class";
    }

    private static String folderOf(Class<?> type) {
        return type.getPackageName().replace('.', '/');
    }

    private static Path faults() {
        return of(Fault.class).resolve(folderOf(Fault.class));
    }
}
