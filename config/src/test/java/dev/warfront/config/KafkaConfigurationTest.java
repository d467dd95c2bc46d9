package dev.warfront.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warfront.kernel.kafka.KafkaSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class KafkaConfigurationTest {
    private static final String JAAS = "ScramLoginModule required username=\"me\" password=\"secret\";";

    private final ApplicationContextRunner program = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(KafkaAutoConfiguration.class))
            .withUserConfiguration(KafkaConfiguration.class)
            .withPropertyValues(
                    "spring.kafka.bootstrap-servers=a:1,b:2",
                    "spring.kafka.security.protocol=SASL_SSL",
                    "spring.kafka.ssl.trust-store-certificates=the certificate",
                    "spring.kafka.ssl.trust-store-type=PEM",
                    "spring.kafka.properties.sasl.mechanism=SCRAM-SHA-512",
                    "spring.kafka.properties.sasl.jaas.config=" + JAAS);

    @Test
    void howToSignInIsSaidToEveryClient() {
        program.run(context -> {
            var settings = context.getBean(KafkaSettings.class);

            assertThat(List.of(settings.admin(), settings.producer(), settings.consumer("group")))
                    .allSatisfy(client -> assertThat(client)
                            .containsAllEntriesOf(Map.of(
                                    "bootstrap.servers", "a:1,b:2",
                                    "security.protocol", "SASL_SSL",
                                    "ssl.truststore.certificates", "the certificate",
                                    "ssl.truststore.type", "PEM",
                                    "sasl.mechanism", "SCRAM-SHA-512",
                                    "sasl.jaas.config", JAAS)));
        });
    }

    @Test
    void noPasswordStandsInWhatIsLogged() {
        program.run(context ->
                assertThat(context.getBean(KafkaSettings.class).toString()).isEqualTo("KafkaSettings[a:1, b:2]"));
    }
}
