package dev.warfront.backends;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What `deploy/kafka/certificate.sh` leaves behind.
@Execution(ExecutionMode.CONCURRENT)
class BrokerKeysTest {
    @TempDir
    private Path folder;

    @Test
    void givenNoKeys_theyAreMade_andNobodyElseReadsThem() throws Exception {
        var keys = BrokerKeys.of(folder);

        assertThat(stored(keys)).isEqualTo(shown(keys));
        assertThat(Files.getPosixFilePermissions(keys.keyStore())).containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(folder.resolve("password")))
                .containsExactlyInAnyOrder(OWNER_READ, OWNER_WRITE);
        assertThat(Files.getPosixFilePermissions(keys.certificate())).contains(PosixFilePermission.OTHERS_READ);
    }

    @Test
    void givenKeysThatAreThere_theyStay_andTheirCertificateIsShownAgain() throws Exception {
        var made = BrokerKeys.of(folder);
        var certificate = shown(made);
        Files.delete(made.certificate());

        var again = BrokerKeys.of(folder);

        assertThat(again).isEqualTo(made);
        assertThat(shown(again)).isEqualTo(certificate);
    }

    @Test
    void givenAStartThatWasCutOff_keysAreMade() throws Exception {
        Files.writeString(folder.resolve("password"), "of before");
        Files.writeString(folder.resolve("new.p12"), "half");

        var keys = BrokerKeys.of(folder);

        assertThat(keys.password()).isNotEqualTo("of before");
        assertThat(stored(keys)).isEqualTo(shown(keys));
    }

    private static Certificate stored(BrokerKeys keys) throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keys.keyStore().toFile(), keys.password().toCharArray())
                .getCertificate("broker");
    }

    private static Certificate shown(BrokerKeys keys) throws IOException, GeneralSecurityException {
        try (var pem = Files.newInputStream(keys.certificate())) {
            return CertificateFactory.getInstance("X.509").generateCertificate(pem);
        }
    }
}
