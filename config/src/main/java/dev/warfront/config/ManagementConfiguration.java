package dev.warfront.config;

import dev.warfront.kernel.http.OperatorPage;
import dev.warfront.kernel.http.OperatorPage.Content;
import dev.warfront.kernel.http.Readiness;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.springframework.boot.actuate.endpoint.ApiVersion;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.ReactiveHealthEndpointWebExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/// What the program tells of its health and of what it measures: one word to everyone, the rest to those who run it.
@Configuration(proxyBeanMethods = false)
class ManagementConfiguration {
    private static final String HEALTH = "/actuator/health";

    @Bean
    Readiness readiness(ReactiveHealthEndpointWebExtension health) {
        return () -> health(health, "readiness")
                .map(answer -> answer.getStatus() == WebEndpointResponse.STATUS_OK)
                .onErrorReturn(false);
    }

    /// `/actuator/health`, and below it each group and each component by its name.
    @Bean
    OperatorPage healthPage(ReactiveHealthEndpointWebExtension health, JsonMapper json) {
        return path -> Mono.justOrEmpty(below(HEALTH, path))
                .flatMap(part -> part.isEmpty() ? health(health) : health(health, part.split("/")))
                .flatMap(answer -> Mono.justOrEmpty(answer.getBody())
                        .map(body ->
                                new Content(answer.getStatus(), "application/json", json.writeValueAsBytes(body))));
    }

    @Bean
    MetricsPage metricsPage(PrometheusMeterRegistry metrics) {
        return new MetricsPage(metrics);
    }

    private static Mono<WebEndpointResponse<? extends HealthDescriptor>> health(
            ReactiveHealthEndpointWebExtension health, String... part) {
        return Mono.defer(
                () -> health.health(ApiVersion.LATEST, WebServerNamespace.MANAGEMENT, SecurityContext.NONE, part));
    }

    private static Optional<String> below(String root, String path) {
        if (path.equals(root)) {
            return Optional.of("");
        }
        return path.startsWith(root + "/") ? Optional.of(path.substring(root.length() + 1)) : Optional.empty();
    }
}
