package dev.warfront.config;

import dev.warfront.kernel.http.RouteProblems.Code;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.ComposedSchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.DateTimeSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How the errors of a route stand in the description of the API: a response for each status, with its codes.
final class ApiProblems {
    private static final String MEDIA_TYPE = "application/problem+json";

    private ApiProblems() {}

    /// @param violations all codes of violations
    static Schema<?> schema(List<String> violations) {
        var violation = new ObjectSchema();
        var code = new StringSchema();
        violations.forEach(code::addEnumItem);
        violation
                .addProperty("code", code)
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
        var code = new StringSchema();
        codes.forEach(code::addEnumItem);
        var schema = new ComposedSchema()
                .addAllOfItem(new Schema<>().$ref("#/components/schemas/" + ApiDocumentation.PROBLEM))
                .addAllOfItem(new ObjectSchema().addProperty("code", code));
        return new ApiResponse()
                .description(String.join(", ", codes))
                .content(new Content().addMediaType(MEDIA_TYPE, new MediaType().schema(schema)));
    }
}
