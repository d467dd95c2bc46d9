package dev.warfront.app;

import dev.warfront.app.RightsCallers.Asking;
import dev.warfront.kernel.http.ApiRoutes;
import dev.warfront.kernel.http.OpenPaths;
import dev.warfront.kernel.rsocket.RSocketRoutes;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;

/// A row of the table: a route with the right it declares.
///
/// @param kind method or interaction
/// @param right in the words of `Right`
record RightsRoute(String kind, String path, String right) {
    /// All that answer over HTTP, those that no controller handles last.
    static List<RightsRoute> overHttp(RunningProgram program) {
        var own = program.get(ApiRoutes.class).all().stream()
                .map(route -> new RightsRoute(
                        route.method(), route.path(), route.right().toString()));
        var open = program.all(OpenPaths.class).stream()
                .flatMap(paths -> paths.patterns().stream()
                        .map(path -> new RightsRoute(paths.method().name(), path, "everyone")))
                .sorted((one, other) -> one.path.compareTo(other.path));
        return Stream.concat(own, open).toList();
    }

    /// Without those that tests bring.
    static List<RightsRoute> overRSocket(RunningProgram program) {
        var routes = program.get(RSocketRoutes.class);
        var own = routes.getHandlerMethods().entrySet().stream()
                .filter(route -> isMain(route.getValue().getBeanType()))
                .map(route -> route.getKey().getCondition(DestinationPatternsMessageCondition.class))
                .flatMap(patterns -> Objects.requireNonNull(patterns).getPatterns().stream())
                .toList();
        return routes.list().stream()
                .filter(route -> own.contains(route.route()))
                .map(route -> new RightsRoute(route.interaction(), route.route(), route.right()))
                .toList();
    }

    private static boolean isMain(Class<?> controller) {
        var from =
                controller.getProtectionDomain().getCodeSource().getLocation().getPath();
        return !from.contains("test-classes") && !from.contains("-tests.jar");
    }

    boolean permits(Asking who) {
        var caller = who.caller();
        return switch (right) {
            case "everyone" -> true;
            case "signed in" -> caller != null;
            default ->
                caller != null
                        && Arrays.stream(right.split(", ", -1))
                                .anyMatch(role -> caller.roles().stream()
                                        .anyMatch(own -> own.name().equals(role)));
        };
    }

    @Override
    public String toString() {
        return kind + " " + path;
    }
}
