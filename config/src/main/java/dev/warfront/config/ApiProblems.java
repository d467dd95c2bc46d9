package dev.warfront.config;

import dev.warfront.kernel.http.RouteProblems;
import dev.warfront.kernel.http.RouteProblems.Code;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// How the errors of a route stand in the description of the API: a response for each status, with its codes.
final class ApiProblems {
    static final String CODES = "x-codes";

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String PROBLEM = "Problem";
    private static final String VIOLATION = "Violation";
    private static final String VIOLATION_CODE = "ViolationCode";
    private static final String CODE = "ErrorCode";

    private ApiProblems() {}

    private static Schema<?> schema() {
        var violation = new ObjectSchema();
        violation
                .addProperty("code", reference(VIOLATION_CODE).description("stable; decide by it"))
                .addProperty("field", new StringSchema().description("in the spelling of the request"))
                .addProperty(
                        "allowed", new ArraySchema().items(new StringSchema()).description("with ONE_OF"));
        violation.setRequired(List.of("code"));
        var problem = new ObjectSchema();
        problem.addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("code", new StringSchema().description("stable; decide by it"))
                .addProperty("detail", new StringSchema())
                .addProperty("violations", new ArraySchema().items(violation))
                .addProperty("retry_at", new DateTimeSchema())
                .addProperty("trace_id", new StringSchema());
        problem.setDescription("RFC 9457; docs/errors.md");
        problem.setRequired(List.of("type", "title", "status", "code", "trace_id"));
        return problem;
    }

    /// The problem and what it consists of, each by its name; the codes are those of all routes, and those that a
    /// request meets before its route is known.
    ///
    /// @param violationCodes of all that can be wrong with a request
    static void addTo(OpenAPI api, List<String> violationCodes) {
        var problem = schema();
        Schema<?> violations = Objects.requireNonNull(problem.getProperties().get("violations"));
        api.getComponents()
                .addSchemas(VIOLATION, violations.getItems().description("One thing that is wrong with a request."))
                .addSchemas(VIOLATION_CODE, violationCodes(violationCodes))
                .addSchemas(CODE, codes(api))
                .addSchemas(PROBLEM, problem);
        violations.setItems(reference(VIOLATION));
        problem.getProperties().put("code", reference(CODE).description("stable; decide by it"));
    }

    private static Schema<?> violationCodes(List<String> codes) {
        var schema = new StringSchema();
        codes.forEach(schema::addEnumItem);
        return schema.description("What is wrong with a part of a request; docs/errors.md. More may come.");
    }

    private static Schema<?> codes(OpenAPI api) {
        var codes = new TreeSet<String>(RouteProblems.WITHOUT_A_ROUTE);
        api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getResponses().values().stream())
                .flatMap(response -> Optional.ofNullable(response.getExtensions()).stream())
                .flatMap(extensions -> ((List<?>) extensions.getOrDefault(CODES, List.of())).stream())
                .forEach(code -> codes.add(code.toString()));
        var schema = new StringSchema();
        codes.forEach(schema::addEnumItem);
        return schema.description("Why a request was refused; docs/errors.md. More may come.");
    }

    /// Each response lists its own codes under `x-codes`.
    static void describe(Operation operation, List<Code> problems) {
        problems.stream()
                .collect(Collectors.groupingBy(
                        problem -> problem.status().value(),
                        TreeMap::new,
                        Collectors.mapping(Code::code, Collectors.toList())))
                .forEach((status, codes) ->
                        operation.getResponses().addApiResponse(Integer.toString(status), response(codes)));
    }

    private static ApiResponse response(List<String> codes) {
        var response = new ApiResponse()
                .description(String.join(", ", codes))
                .content(new Content().addMediaType(MEDIA_TYPE, new MediaType().schema(reference(PROBLEM))));
        response.addExtension(CODES, codes);
        return response;
    }

    private static Schema<?> reference(String name) {
        return new JsonSchema().$ref(Components.COMPONENTS_SCHEMAS_REF + name);
    }
}
