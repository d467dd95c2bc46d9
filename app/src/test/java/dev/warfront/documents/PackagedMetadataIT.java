package dev.warfront.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;

/// What editors know the settings by is in the jar that is delivered.
class PackagedMetadataIT {
    private static final String LIBRARY = "BOOT-INF/lib/warfront-config-";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Test
    void theMetadataOfTheSettingsIsInTheJar() throws IOException {
        try (var program = new JarFile(System.getProperty("warfront.jar"))) {
            var library = program.stream()
                    .filter(entry -> entry.getName().startsWith(LIBRARY))
                    .findFirst()
                    .orElseThrow();
            try (var jar = new JarInputStream(program.getInputStream(library))) {
                assertThat(find(jar).readAllBytes())
                        .isEqualTo(Files.readAllBytes(
                                Words.ROOT.resolve("config/src/main/resources").resolve(METADATA)));
            }
        }
    }

    private static InputStream find(JarInputStream jar) throws IOException {
        for (var entry = jar.getNextJarEntry(); entry != null; entry = jar.getNextJarEntry()) {
            if (entry.getName().equals(METADATA)) {
                return jar;
            }
        }
        throw new AssertionError("no " + METADATA);
    }
}
