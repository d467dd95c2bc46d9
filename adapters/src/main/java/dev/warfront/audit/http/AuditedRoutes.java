package dev.warfront.audit.http;

import dev.warfront.audit.Audited;
import dev.warfront.audit.Target;
import dev.warfront.kernel.Role;
import dev.warfront.kernel.http.ApiRoutes.Route;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;

/// Which routes are audited, and what their entries say of action and target: all of it follows from the
/// route. Source: docs/rules/audit.md.
public final class AuditedRoutes {
    private static final Set<Role> AUDITED = Set.of(Role.MODERATOR, Role.ADMIN, Role.SUPER_ADMIN, Role.GAME_SERVER);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BASE = "/api/v1/";
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private AuditedRoutes() {}

    /// Commands of staff and game servers, and whatever changes something over a controller that is {@link
    /// Audited}.
    public static boolean isAudited(Route route) {
        return !READING.contains(route.method())
                && (AnnotatedElementUtils.hasAnnotation(route.handler().getBeanType(), Audited.class)
                        || (route.isCommand() && isForStaffOrServers(route)));
    }

    /// The words of the path, `battles.start`; behind them the method where it is not POST,
    /// `admin.game-servers.delete`.
    public static String action(Route route) {
        var words = segments(route.path().replaceFirst("^" + BASE, "")).stream()
                .filter(segment -> !isVariable(segment))
                .collect(Collectors.joining("."));
        return route.method().equals("POST")
                ? words
                : words + "." + route.method().toLowerCase(Locale.ROOT);
    }

    /// What the last variable of the path stands for, by the word before it.
    ///
    /// @param variables of the request, by their names in the path of the route
    static Target target(Route route, Map<String, String> variables) {
        var segments = segments(route.path());
        for (var i = segments.size() - 1; i > 0; i--) {
            if (isVariable(segments.get(i))) {
                var name = segments.get(i).replaceAll("[{}]|:.*", "");
                return target(segments.get(i - 1), variables.getOrDefault(name, ""));
            }
        }
        return Target.NONE;
    }

    /// What a path leads to, `/api/v1/admin/game-servers/{id}`.
    static Target target(String location) {
        var segments = segments(location);
        return segments.size() < 2 ? Target.NONE : target(segments.get(segments.size() - 2), segments.getLast());
    }

    /// However a UUID was written, it is found as it is stored.
    private static Target target(String type, String id) {
        return id.isEmpty()
                ? Target.NONE
                : new Target(
                        type,
                        UUID_FORM.matcher(id).matches() ? UUID.fromString(id).toString() : id);
    }

    private static boolean isForStaffOrServers(Route route) {
        var declared = route.right().declared();
        return declared != null && Arrays.stream(declared.value()).anyMatch(AUDITED::contains);
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith("{");
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
