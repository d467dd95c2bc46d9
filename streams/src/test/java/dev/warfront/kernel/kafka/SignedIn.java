package dev.warfront.kernel.kafka;

import dev.warfront.backends.SecuredKafka;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Settings of a client that signs in at a broker.
final class SignedIn {
    private SignedIn() {}

    /// @param otherwise properties of a client that differ
    static KafkaSettings at(SecuredKafka broker, String user, String password, Map<String, Object> otherwise) {
        var properties = new HashMap<String, Object>(Map.of(
                "security.protocol",
                "SASL_SSL",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                broker.certificate().toString(),
                "sasl.mechanism",
                "SCRAM-SHA-512",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(user, password)));
        properties.putAll(otherwise);
        return new KafkaSettings(List.of(broker.secured()), properties);
    }
}
