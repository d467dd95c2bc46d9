package dev.warfront.config;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What is measured, the program measures itself, once: `war_request_latency` around each request,
/// `war_db_query_latency` around each statement.
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /// Frameworks observe nothing: each request would be timed and traced twice more, by the web server and by its
    /// security.
    @Bean
    ObservationRegistry observations() {
        return ObservationRegistry.NOOP;
    }
}
