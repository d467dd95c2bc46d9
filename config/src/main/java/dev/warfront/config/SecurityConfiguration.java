package dev.warfront.config;

import dev.warfront.kernel.http.OpenPaths;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/// What is open beside the routes of controllers, which declare their rights themselves.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /// The description of the API, and the page that shows it.
    @Bean
    OpenPaths documentation() {
        return new OpenPaths(
                HttpMethod.GET,
                "/v3/api-docs",
                "/v3/api-docs/**",
                "/v3/api-docs.yaml",
                "/swagger-ui.html",
                "/swagger-ui/**",
                "/webjars/**");
    }
}
