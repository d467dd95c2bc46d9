package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedCredentialsTest {
    @Test
    void givenAnEmptyFolder_theyAreMadeAndReadableByTheirOwnerOnly(@TempDir Path folder) throws IOException {
        var made = EmbeddedCredentials.readOrMake(folder.resolve("data"));

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(folder.resolve("data/credentials.json"))))
                .isEqualTo("rw-------");
        assertThat(made.gameServer().signingKey()).matches("[0-9a-f]{64}");
        assertThat(made.properties()).hasSize(7);
    }

    @Test
    void givenAnEarlierRun_theyAreTheSame(@TempDir Path folder) {
        assertThat(EmbeddedCredentials.readOrMake(folder)).isEqualTo(EmbeddedCredentials.readOrMake(folder));
    }

    @Test
    void givenTwoFolders_theyDiffer(@TempDir Path folder) {
        assertThat(EmbeddedCredentials.readOrMake(folder.resolve("a")))
                .isNotEqualTo(EmbeddedCredentials.readOrMake(folder.resolve("b")));
    }
}
