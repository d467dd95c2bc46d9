package dev.warfront.config;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.IfMatch;
import dev.warfront.kernel.http.OpenPaths;
import dev.warfront.kernel.http.RouteProblems;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
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
                        description = "Clan wars. Errors are problem+json with a stable `code`, see docs/errors.md."))
@SecurityScheme(
        name = ApiDocumentation.BEARER,
        type = SecuritySchemeType.HTTP,
        scheme = "bearer",
        bearerFormat = "JWT",
        description = "access_token of POST /api/v1/auth/login")
class ApiDocumentation {
    static final String BEARER = "bearer";
    static final String PROBLEM = "Problem";

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

    /// Names as the wire has them.
    @Bean
    ModelResolver snakeCaseModels(ObjectMapperProvider mappers) {
        return new ModelResolver(
                mappers.jsonMapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE));
    }

    /// Errors look alike everywhere.
    @Bean
    GlobalOpenApiCustomizer problemSchema(RouteProblems problems) {
        return api -> api.getComponents().addSchemas(PROBLEM, ApiProblems.schema(problems.violations()));
    }

    /// What a route declares by its marks and arguments.
    @Bean
    GlobalOperationCustomizer declaredByRoutes(ApiRoutes routes, RouteProblems problems) {
        return (operation, handler) -> {
            addParameters(operation, handler);
            routes.handledBy(handler.getMethod()).ifPresent(route -> {
                ApiProblems.describe(operation, problems.of(route));
                describeKey(operation, route);
                describeRight(operation, route);
            });
            return operation;
        };
    }

    private static void addParameters(Operation operation, HandlerMethod handler) {
        if (operation.getParameters() != null) {
            operation.getParameters().removeIf(parameter -> "caller".equals(parameter.getName()));
        }
        operation.addParametersItem(header("X-Correlation-Id", "names the request in logs, events and answers"));
        if (asks(handler, IfMatch.class)) {
            operation.addParametersItem(
                    header("If-Match", "the version you have seen").required(true));
        }
        if (asks(handler, PageRequest.class)) {
            operation.addParametersItem(query("limit").schema(new IntegerSchema().minimum(BigDecimal.ONE)));
            operation.addParametersItem(query("cursor").schema(new StringSchema()));
        }
    }

    private static void describeKey(Operation operation, Route route) {
        if (route.needsKey()) {
            operation.addParametersItem(header("Idempotency-Key", "new for each command, the same for its repeats")
                    .required(true));
        }
    }

    private static void describeRight(Operation operation, Route route) {
        var right = route.right().toString();
        operation.addExtension("x-right", right);
        operation.setDescription(
                (operation.getDescription() == null ? "" : operation.getDescription() + "\n\n") + "Right: " + right);
        if (!right.equals("everyone")) {
            operation.addSecurityItem(new SecurityRequirement().addList(BEARER));
        }
    }

    private static boolean asks(HandlerMethod handler, Class<?> type) {
        return Arrays.asList(handler.getMethod().getParameterTypes()).contains(type);
    }

    private static Parameter header(String name, String description) {
        return new Parameter().in("header").name(name).description(description).schema(new StringSchema());
    }

    private static Parameter query(String name) {
        return new Parameter().in("query").name(name);
    }
}
