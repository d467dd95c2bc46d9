package dev.warfront.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warfront.backends.BrokerKeys;
import dev.warfront.backends.SecuredKafka;
import dev.warfront.kernel.kafka.KafkaCluster;
import dev.warfront.kernel.kafka.KafkaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.util.retry.Retry;

/// The program with the settings of `compose.yaml`, at a broker that is set like the one there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComposeKafkaTest {
    private static final String USER = "warfront";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "warfront's";
    /// The first handshake of a JVM takes its time.
    private static final Retry HANDSHAKES = Retry.max(5).filter(e -> !(e instanceof AuthenticationException));

    private final Compose compose = Compose.read();
    private final SecuredKafka broker = SecuredKafka.start();
    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class, SslAutoConfiguration.class))
            .withUserConfiguration(KafkaConfiguration.class);

    @BeforeAll
    void addUser() throws Exception {
        broker.addUser(USER, PASSWORD);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void givenTheBrokerOfTheContainers_whoComesFromElsewhereSpeaksTls_andSignsIn() {
        var protocols = Arrays.stream(ofBroker("LISTENER_SECURITY_PROTOCOL_MAP").split(","))
                .map(entry -> entry.split(":"))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1]));
        var open = Arrays.stream(ofBroker("LISTENERS").split(","))
                .filter(listener -> !listener.contains("://localhost:"))
                .map(listener -> listener.substring(0, listener.indexOf(':')));

        assertThat(open.map(listener -> requireNonNull(protocols.get(listener))))
                .containsExactly("SASL_SSL");
    }

    @Test
    void givenTheKeysThatTheContainersMake_theBrokerFindsThem_andTheirNameIsTheOneItIsCalledBy(@TempDir Path folder)
            throws IOException {
        var keys = BrokerKeys.of(folder);
        var address = compose.value("warfront", "environment.SPRING_KAFKA_BOOTSTRAP_SERVERS");

        assertThat(keys.keyStore()).isEqualTo(folder.resolve(ofBroker("SSL_KEYSTORE_FILENAME")));
        assertThat(Files.readString(folder.resolve(ofBroker("SSL_KEYSTORE_CREDENTIALS"))))
                .isEqualToIgnoringNewLines(keys.password());
        assertThat(ofBroker("SSL_KEY_CREDENTIALS")).isEqualTo(ofBroker("SSL_KEYSTORE_CREDENTIALS"));
        assertThat(compose.value("warfront", "environment.SPRING_KAFKA_SSL_TRUST_STORE_LOCATION"))
                .endsWith("/" + keys.certificate().getFileName());
        assertThat(compose.list("kafka-certificate", "command"))
                .singleElement()
                .asString()
                .contains(" dns:" + address.substring(0, address.indexOf(':')) + " ");
    }

    @Test
    void givenTheUserThatTheContainersMake_itIsTheOneAsWhichTheProgramSignsIn_andHasItsPassword() {
        var logIn = compose.value("warfront", "environment.SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG");
        var made = compose.list("kafka-users", "entrypoint");

        assertThat(made.subList(1, made.size())).containsExactly("add", "warfront", USER);
        assertThat(logIn).contains(" username=\"" + USER + "\" ");
        assertThat(logIn).contains(" password=\"" + compose.value("kafka-users", "environment.PASSWORD") + "\";");
    }

    @Test
    void givenTheSettingsOfTheContainers_theProgramSignsIn() {
        with(settings(PASSWORD, broker.certificate()))
                .run(context -> assertThat(nodes(context)).isEqualTo(1));
    }

    @Test
    void givenTheCertificateInABundle_theProgramSignsIn() {
        var settings = settings(PASSWORD, broker.certificate());
        settings.keySet().removeIf(name -> name.startsWith("SPRING_KAFKA_SSL_"));
        settings.put("SPRING_KAFKA_SSL_BUNDLE", "broker");
        settings.put(
                "SPRING_SSL_BUNDLE_PEM_BROKER_TRUSTSTORE_CERTIFICATE",
                broker.certificate().toUri().toString());

        with(settings).run(context -> assertThat(nodes(context)).isEqualTo(1));
    }

    @Test
    void givenACertificateOfSomebodyElse_theProgramTellsItNothing(@TempDir Path folder) throws IOException {
        with(settings(PASSWORD, BrokerKeys.of(folder).certificate()))
                .run(context ->
                        assertThatThrownBy(() -> nodes(context)).isInstanceOf(SslAuthenticationException.class));
    }

    @Test
    void givenAnotherPassword_theProgramIsNotLetIn() {
        with(settings("another", broker.certificate()))
                .run(context ->
                        assertThatThrownBy(() -> nodes(context)).isInstanceOf(SaslAuthenticationException.class));
    }

    /// What `compose.yaml` sets for Kafka, but for where the broker and its certificate are.
    private Map<String, Object> settings(String password, Path certificate) {
        var settings = compose.ofProgram("SPRING_KAFKA_");
        settings.replaceAll((_, value) -> value.toString()
                .replace("${KAFKA_PASSWORD:?set KAFKA_PASSWORD}", password)
                .replace(
                        "file:/etc/warfront/kafka/broker.pem",
                        certificate.toUri().toString())
                .replace("kafka:9092", broker.secured()));
        return settings;
    }

    private ApplicationContextRunner with(Map<String, Object> environment) {
        return Compose.with(program, environment);
    }

    private String ofBroker(String name) {
        return compose.value("kafka", "environment.KAFKA_" + name);
    }

    /// How many answer.
    private static Integer nodes(AssertableApplicationContext context) {
        var cluster = new KafkaCluster(context.getBean(KafkaSettings.class));
        try {
            return requireNonNull(cluster.nodes().retryWhen(HANDSHAKES).block(PATIENCE));
        } finally {
            cluster.destroy();
        }
    }
}
