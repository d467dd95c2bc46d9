package dev.warfront.config;

import dev.warfront.kernel.kafka.KafkaSettings;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Where Kafka is: the same brokers and `spring.kafka.properties` that Boot would use.
@Configuration(proxyBeanMethods = false)
class KafkaConfiguration {

    @Bean
    KafkaSettings kafkaSettings(KafkaConnectionDetails brokers, KafkaProperties properties) {
        return new KafkaSettings(brokers.getBootstrapServers(), properties.getProperties());
    }
}
