package dev.warfront.config;

import dev.warfront.kernel.json.WireJson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/// One mapper for every wire, and its binary twin.
@Configuration(proxyBeanMethods = false)
class JsonConfiguration {

    @Bean
    @Primary
    JsonMapper jsonMapper() {
        return WireJson.jsonMapper();
    }

    @Bean
    CBORMapper cborMapper() {
        return WireJson.cborMapper();
    }
}
