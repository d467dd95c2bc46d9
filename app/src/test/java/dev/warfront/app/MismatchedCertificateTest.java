package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.warfront.backends.TestCertificates;
import dev.warfront.kernel.rsocket.StreamServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// A certificate of which the key comes later. Settings: docs/reference.md, TLS.
class MismatchedCertificateTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AGAIN = Duration.ofMillis(50);
    private static final String WATCHER = "org.springframework.boot.autoconfigure.ssl.FileWatcher";

    @TempDir
    static Path folder;

    private static RunningProgram program;
    private static final CountDownLatch refused = new CountDownLatch(1);

    @BeforeAll
    static void start() throws Exception {
        bring("CERTIFICATE", "first");
        bring("PRIVATE KEY", "first");
        program = new RunningProgram(
                "--spring.ssl.bundle.pem.public.keystore.certificate=file:" + served("CERTIFICATE"),
                "--spring.ssl.bundle.pem.public.keystore.private-key=file:" + served("PRIVATE KEY"),
                "--spring.ssl.bundle.pem.public.keystore.verify-keys=true",
                "--spring.ssl.bundle.pem.public.reload-on-update=true",
                "--spring.ssl.bundle.watch.file.quiet-period=100ms",
                "--server.ssl.bundle=public",
                "--warfront.rsocket.ssl.bundle=public");
        var errors = new Errors();
        errors.start();
        ((Logger) LoggerFactory.getLogger(WATCHER)).addAppender(errors);
    }

    @AfterAll
    static void stop() {
        ((Logger) LoggerFactory.getLogger(WATCHER)).detachAndStopAllAppenders();
        program.close();
    }

    @Test
    void givenACertificateBeforeItsKey_theFormerPairIsServed_untilTheKeyComes() throws Exception {
        assertThat(names()).isEqualTo("CN=first CN=first");

        bring("CERTIFICATE", "second");

        assertThat(refused.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(names()).isEqualTo("CN=first CN=first");

        bring("PRIVATE KEY", "second");

        var exchanged = Mono.fromCallable(MismatchedCertificateTest::names)
                .subscribeOn(Schedulers.boundedElastic())
                .filter("CN=second CN=second"::equals)
                .repeatWhenEmpty(rounds -> rounds.delayElements(AGAIN));
        assertThat(exchanged.blockOptional(PATIENCE)).isPresent();
    }

    /// Over HTTP and over RSocket.
    private static String names() throws IOException, GeneralSecurityException {
        var rsocket = program.get(StreamServer.class).port().blockOptional(PATIENCE);
        return TestCertificates.nameAt(program.port()) + " " + TestCertificates.nameAt(rsocket.orElseThrow());
    }

    /// The certificate, or the key, of that name takes the place of the one before.
    private static void bring(String kind, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        var made = folder.resolve(name + ".p12");
        if (Files.notExists(made)) {
            TestCertificates.keyStore(folder, name);
        }
        var store = KeyStore.getInstance(made.toFile(), TestCertificates.PASSWORD.toCharArray());
        var encoded = kind.equals("CERTIFICATE")
                ? store.getCertificate("server").getEncoded()
                : store.getKey("server", TestCertificates.PASSWORD.toCharArray())
                        .getEncoded();
        var text = "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder().encodeToString(encoded)
                + "\n-----END " + kind + "-----\n";
        TestCertificates.exchange(Files.writeString(folder.resolve("new.pem"), text), served(kind));
    }

    private static Path served(String kind) {
        return folder.resolve(kind.equals("CERTIFICATE") ? "tls.crt" : "tls.key");
    }

    /// What could not be taken.
    private static final class Errors extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel() == Level.ERROR) {
                refused.countDown();
            }
        }
    }
}
