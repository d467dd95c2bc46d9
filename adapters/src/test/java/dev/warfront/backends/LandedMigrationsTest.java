package dev.warfront.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A landed migration stays as it is: whoever needs another schema adds one. Source:
/// docs/adr/0010-landed-migrations.md.
class LandedMigrationsTest {
    private static final Path LIST = Path.of("src", "test", "resources", "db", "landed.sha256");

    /// Lines of `sha256sum`: the sum in lower-case hex, two spaces, the file.
    static List<String> landed() throws IOException {
        return Files.readAllLines(LIST);
    }

    @ParameterizedTest
    @MethodSource("landed")
    void givenALandedMigration_itIsThere_andTheSame(String line) throws IOException, NoSuchAlgorithmException {
        var file = ScratchDatabase.MIGRATIONS.resolve(nameIn(line));

        assertThat(file).exists();
        var sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        assertThat(HexFormat.of().formatHex(sum)).as(nameIn(line)).isEqualTo(line.substring(0, 64));
    }

    /// Databases that run have the newest landed one already; what comes before it would never run there.
    @Test
    void givenTheNewestLandedMigration_allBeforeItAreListed() throws IOException {
        var listed = landed().stream().map(LandedMigrationsTest::nameIn).toList();

        assertThat(ScratchDatabase.filesIn(ScratchDatabase.MIGRATIONS)
                        .filter(file -> file.compareTo(listed.getLast()) <= 0))
                .containsExactlyElementsOf(listed);
    }

    @Test
    void givenTheNewestLandedMigration_aDumpOfItsVersionIsKept() throws IOException {
        assertThat(ScratchDatabase.keptVersions().getLast())
                .isEqualTo(nameIn(landed().getLast()).substring(1, 5));
    }

    private static String nameIn(String line) {
        return line.substring(66);
    }
}
