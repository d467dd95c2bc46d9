package dev.warfront.config;

import dev.warfront.kernel.http.ApiRoutes.Route;
import dev.warfront.kernel.http.RouteProblems;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.SynthesizingMethodParameter;
import org.springframework.web.bind.annotation.RequestParam;

/// What the description says of an operation: its id is the name of the route's handler, its texts are the Javadoc of
/// it, its tag is its context, all else is declared.
final class ApiOperations {
    private static final String EVERYONE = "everyone";
    private static final String NOBODYS = "caller";
    private static final int CONTEXT = 2;

    private final RouteProblems problems;
    private final ApiTexts texts;

    ApiOperations(RouteProblems problems, ApiTexts texts) {
        this.problems = problems;
        this.texts = texts;
    }

    void describe(Operation operation, Route route) {
        var handler = route.handler().getMethod();
        var text = texts.of(handler);
        operation
                .operationId(handler.getName())
                .tags(List.of(context(route)))
                .summary(text.summary().isEmpty() ? null : text.summary())
                .description(rest(text) + "Right: " + route.right());
        describeParameters(operation, route, text);
        describeRight(operation, route);
        ApiProblems.describe(operation, problems.of(route));
        ApiHeaders.describe(operation, route);
    }

    /// All contexts that have routes, each with where its rules stand.
    static void addTags(OpenAPI api) {
        api.setTags(api.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .flatMap(operation -> operation.getTags().stream())
                .distinct()
                .sorted()
                .map(context -> new Tag().name(context).description("The context " + context + "."))
                .toList());
    }

    private static String context(Route route) {
        return route.handler().getBeanType().getPackageName().split("\\.", -1)[CONTEXT];
    }

    private static String rest(ApiTexts.Text text) {
        var rest = text.body().substring(text.summary().length()).strip();
        return rest.isEmpty() ? "" : rest + "\n\n";
    }

    private static void describeParameters(Operation operation, Route route, ApiTexts.Text text) {
        if (operation.getParameters() == null) {
            return;
        }
        operation.getParameters().removeIf(parameter -> NOBODYS.equals(parameter.getName()));
        operation.getParameters().forEach(parameter -> text.parameter(javaName(parameter, route))
                .or(() -> byPath(parameter, route))
                .ifPresent(parameter::setDescription));
    }

    /// As the handler calls it.
    private static String javaName(Parameter parameter, Route route) {
        return Stream.of(route.handler().getMethodParameters())
                .filter(each -> Optional.ofNullable(each.getParameterAnnotation(RequestParam.class))
                        .filter(mark -> mark.name().equals(parameter.getName()))
                        .isPresent())
                .findFirst()
                .map(ApiOperations::named)
                .orElse(parameter.getName());
    }

    private static String named(MethodParameter parameter) {
        var copy = new SynthesizingMethodParameter(
                Objects.requireNonNull(parameter.getMethod()), parameter.getParameterIndex());
        copy.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
        return Objects.requireNonNull(copy.getParameterName());
    }

    /// The name of one of those that the path names before it.
    private static Optional<String> byPath(Parameter parameter, Route route) {
        var end = route.path().indexOf("/{" + parameter.getName() + "}");
        return end < 0
                ? Optional.empty()
                : Optional.of("Which of `" + route.path().substring(0, end) + "`.");
    }

    private static void describeRight(Operation operation, Route route) {
        var right = route.right().toString();
        operation.addExtension("x-right", right);
        if (!right.equals(EVERYONE)) {
            operation.addSecurityItem(new SecurityRequirement().addList(ApiDocumentation.BEARER));
        }
    }
}
