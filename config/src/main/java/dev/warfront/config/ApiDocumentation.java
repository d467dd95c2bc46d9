package dev.warfront.config;

import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.OpenPaths;
import dev.warfront.kernel.http.RouteProblems;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Contact;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.scheduler.Schedulers;

/// The description of the API at `/v3/api-docs`, with what every route has in common, unless
/// `warfront.http.documentation` is off.
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("warfront.http.documentation")
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Warfront",
                        version = "v1",
                        description = "Clan wars. Errors are problem+json with a stable `code`, see docs/errors.md.",
                        contact = @Contact(name = "Warfront"),
                        license = @License(name = "Apache-2.0", identifier = "Apache-2.0")),
        servers = @Server(url = "/", description = "The program that tells this."))
@SecurityScheme(
        name = ApiDocumentation.BEARER,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "access_token of POST /api/v1/auth/login")
class ApiDocumentation {
    static final String BEARER = "bearer";

    private static final int READERS_WAITING_MAX = 16;

    static {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class, IfMatch.class, PageRequest.class)
                .addResponseWrapperToIgnore(HttpEntity.class);
    }

    /// The description, and the page that shows it.
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

    /// Who asks first has the class path searched for annotations and all routes read, and the page lies in files
    /// of the class path: both block.
    @Bean
    WebFilter documentationOffTheEventLoop() {
        var reader = Schedulers.newBoundedElastic(1, READERS_WAITING_MAX, "api-docs");
        return (exchange, chain) ->
                isDocumentation(exchange) ? chain.filter(exchange).subscribeOn(reader) : chain.filter(exchange);
    }

    private static boolean isDocumentation(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().pathWithinApplication().value();
        return Stream.of("/v3/api-docs", "/swagger-ui", "/webjars/").anyMatch(path::startsWith);
    }

    @Bean
    ApiTexts apiTexts() {
        return new ApiTexts();
    }

    @Bean
    ApiSchemas apiSchemas(ApiTexts texts) {
        return new ApiSchemas(texts);
    }

    /// What a route declares by its name, its marks and arguments.
    @Bean
    GlobalOperationCustomizer declaredByRoutes(ApiRoutes routes, RouteProblems problems, ApiTexts texts) {
        var operations = new ApiOperations(problems, texts);
        var examples = new ApiExamples();
        return (operation, handler) -> {
            routes.handledBy(handler.getMethod()).ifPresent(route -> {
                operations.describe(operation, route);
                examples.addTo(operation);
            });
            return operation;
        };
    }

    /// What operations refer to. Of the order of everything depends nothing, so it is always the same.
    @Bean
    GlobalOpenApiCustomizer commonToAll() {
        return api -> {
            ApiHeaders.addTo(api.getComponents());
            ApiProblems.addTo(api);
            ApiOperations.addTags(api);
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        };
    }
}
