package dev.warfront.backends;

import java.util.HashMap;
import java.util.Map;

/// A listener beside the plain one, as in `compose.yaml`: who comes by it speaks TLS, signs in with SCRAM and
/// may do what the broker was told. Who comes by the plain one may do anything.
///
/// @param port on loopback
/// @param keys of the broker
record SecuredListener(int port, BrokerKeys keys) {
    private static final String PREFIX = "listener.name.sasl_ssl.";

    /// What a broker is set to that is set to this otherwise.
    Map<String, String> over(Map<String, String> plain) {
        var settings = new HashMap<>(plain);
        var address = "SASL_SSL://" + BackendServer.HOST + ":" + port;
        settings.merge("listeners", address, (before, own) -> before + "," + own);
        settings.merge("advertised.listeners", address, (before, own) -> before + "," + own);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL");
        settings.put("inter.broker.listener.name", "PLAINTEXT");
        settings.put(PREFIX + "ssl.keystore.type", "PKCS12");
        settings.put(PREFIX + "ssl.keystore.location", keys.keyStore().toString());
        settings.put(PREFIX + "ssl.keystore.password", keys.password());
        settings.put(PREFIX + "ssl.key.password", keys.password());
        settings.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        settings.put(
                PREFIX + "scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("super.users", "User:ANONYMOUS");
        return settings;
    }
}
