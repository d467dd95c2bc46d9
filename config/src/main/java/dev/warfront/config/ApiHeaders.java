package dev.warfront.config;

import dev.warfront.kernel.PageRequest;
import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.IfMatch;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.math.BigDecimal;
import org.springframework.http.HttpMethod;

/// The headers and query parameters that routes have in common, each described once.
final class ApiHeaders {
    private static final String CORRELATION = "X-Correlation-Id";
    private static final String KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";

    private static final String E_TAG = "ETag";
    private static final String LOCATION = "Location";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String RATE_LIMIT = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";

    private static final String NOT_MODIFIED = "304";
    private static final String TOO_MANY = "429";
    private static final int KEY_MAX = 128;
    private static final int CURSOR_MAX = 256;

    private ApiHeaders() {}

    /// What routes refer to.
    static void addTo(Components components) {
        components
                .addParameters(CORRELATION, asked(CORRELATION, "Names the request in logs, events and answers.")
                        .schema(new StringSchema().pattern("^[A-Za-z0-9._:-]{1,64}$")))
                .addParameters(
                        KEY,
                        asked(KEY, "New for each command, the same for its repeats: a repeat changes nothing.")
                                .required(true)
                                .schema(new StringSchema().minLength(1).maxLength(KEY_MAX)))
                .addParameters(
                        IF_MATCH,
                        asked(IF_MATCH, "The version that was seen and decided on, as the ETag had it.")
                                .required(true)
                                .schema(new StringSchema()))
                .addParameters(
                        IF_NONE_MATCH,
                        asked(IF_NONE_MATCH, "The ETag of what is known already: 304 while it is the same.")
                                .schema(new StringSchema()))
                .addParameters(
                        LIMIT,
                        query(LIMIT, "How many items at most.").schema(limit()))
                .addParameters(
                        CURSOR,
                        query(CURSOR, "The `next_cursor` of the page before; none for the first page.")
                                .schema(new StringSchema().minLength(1).maxLength(CURSOR_MAX)));
        components
                .addHeaders(CORRELATION, answered("The name of the request, its own or a new one.", new StringSchema()))
                .addHeaders(E_TAG, answered("What `If-Match` and `If-None-Match` name.", new StringSchema()))
                .addHeaders(LOCATION, answered("The path of what was made.", new StringSchema()))
                .addHeaders(REPLAYED, answered("`true` where a repeat is answered as the first was.", new StringSchema()))
                .addHeaders(RETRY_AFTER, answered("Seconds after which to ask again.", new IntegerSchema()))
                .addHeaders(RATE_LIMIT, answered("Requests left, and until when (draft 10).", new StringSchema()))
                .addHeaders(POLICY, answered("The rate that is counted (draft 10).", new StringSchema()));
    }

    private static Schema<?> limit() {
        var schema = new IntegerSchema();
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(PageRequest.LIMIT_MAX));
        schema.setDefault(PageRequest.LIMIT_DEFAULT);
        return schema;
    }

    /// What a route's requests and answers carry, by what it declares. Its answers are known already.
    static void describe(Operation operation, Route route) {
        if (route.needsKey()) {
            ask(operation, KEY);
        }
        if (route.asks(IfMatch.class)) {
            ask(operation, IF_MATCH);
        }
        if (isConditional(route)) {
            ask(operation, IF_NONE_MATCH);
            operation
                    .getResponses()
                    .addApiResponse(NOT_MODIFIED, new ApiResponse().description("Not changed since that ETag."));
        }
        if (route.asks(PageRequest.class)) {
            ask(operation, LIMIT);
            ask(operation, CURSOR);
        }
        ask(operation, CORRELATION);
        operation.getResponses().forEach((status, response) -> answer(status, response, route));
    }

    private static boolean isConditional(Route route) {
        return route.isTagged() && route.method().equals(HttpMethod.GET.name());
    }

    private static void answer(String status, ApiResponse response, Route route) {
        var success = status.startsWith("2");
        add(response, CORRELATION);
        if (route.isTagged() && (success || status.equals(NOT_MODIFIED))) {
            add(response, E_TAG);
        }
        if (route.isCreation() && success) {
            add(response, LOCATION);
        }
        if (route.needsKey() && success) {
            add(response, REPLAYED);
        }
        if (route.isCounted() && (success || status.equals(NOT_MODIFIED) || status.equals(TOO_MANY))) {
            add(response, RATE_LIMIT);
            add(response, POLICY);
        }
        if (status.equals(TOO_MANY)) {
            add(response, RETRY_AFTER);
        }
    }

    private static void add(ApiResponse response, String name) {
        response.addHeaderObject(name, new Header().$ref("#/components/headers/" + name));
    }

    private static void ask(Operation operation, String name) {
        operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + name));
    }

    private static Parameter asked(String name, String description) {
        return new Parameter().in("header").name(name).description(description);
    }

    private static Parameter query(String name, String description) {
        return new Parameter().in("query").name(name).description(description);
    }

    private static Header answered(String description, Schema<?> schema) {
        return new Header().description(description).schema(schema);
    }
}
