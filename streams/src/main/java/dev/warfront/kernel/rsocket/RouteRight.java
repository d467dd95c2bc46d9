package dev.warfront.kernel.rsocket;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.Caller;
import dev.warfront.kernel.Role;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.handler.CompositeMessageCondition;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;

/// A route and who may use it.
///
/// @param interaction `request-stream` for example
/// @param right `everyone`, `signed in`, the roles of which one is needed, or `nobody` where none is declared
public record RouteRight(String route, String interaction, String right) {
    static Stream<RouteRight> of(CompositeMessageCondition mapping, @Nullable Allow allowed) {
        var interaction =
                requireNonNull(mapping.getCondition(RSocketFrameTypeMessageCondition.class)).getFrameTypes().stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .sorted()
                        .collect(Collectors.joining(", "));
        return requireNonNull(mapping.getCondition(DestinationPatternsMessageCondition.class)).getPatterns().stream()
                .map(route -> new RouteRight(route, interaction, text(allowed)));
    }

    private static String text(@Nullable Allow allowed) {
        if (allowed == null) {
            return "nobody";
        }
        if (allowed.everyone()) {
            return "everyone";
        }
        return allowed.value().length == 0
                ? "signed in"
                : Arrays.stream(allowed.value()).map(Role::name).collect(Collectors.joining(", "));
    }

    /// @param caller null for who has not logged in
    static boolean permits(@Nullable Allow allowed, @Nullable Caller caller) {
        if (allowed == null) {
            return false;
        }
        if (allowed.everyone()) {
            return true;
        }
        return caller != null
                && (allowed.value().length == 0
                        || Arrays.stream(allowed.value()).anyMatch(caller::is));
    }
}
