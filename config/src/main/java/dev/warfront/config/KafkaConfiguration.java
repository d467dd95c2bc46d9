package dev.warfront.config;

import dev.warfront.kernel.kafka.KafkaSettings;
import java.util.HashMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.kafka.autoconfigure.SslBundleSslEngineFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where Kafka is and how to sign in there: the same brokers, `spring.kafka.security`, `spring.kafka.ssl` and
/// `spring.kafka.properties` that Boot would use, for consumers, producers and admins alike.
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    KafkaSettings kafkaSettings(KafkaConnectionDetails brokers, KafkaProperties properties) {
        var all = new HashMap<String, Object>(properties.getProperties());
        all.putAll(properties.getSsl().buildProperties());
        var protocol = brokers.getSecurityProtocol();
        if (protocol != null && !protocol.isEmpty()) {
            all.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
        }
        var bundle = brokers.getSslBundle();
        if (bundle != null) {
            all.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, SslBundleSslEngineFactory.class);
            all.put(SslBundle.class.getName(), bundle);
        }
        return new KafkaSettings(brokers.getBootstrapServers(), all);
    }
}
