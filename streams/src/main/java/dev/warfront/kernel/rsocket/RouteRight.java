package dev.warfront.kernel.rsocket;

import static java.util.Objects.requireNonNull;

import dev.warfront.kernel.Right;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.messaging.handler.CompositeMessageCondition;
import org.springframework.messaging.handler.DestinationPatternsMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;

/// A route and who may use it.
///
/// @param interaction `request-stream` for example
/// @param right in the words of {@link Right}
public record RouteRight(String route, String interaction, String right) {
    static Stream<RouteRight> of(CompositeMessageCondition mapping, Right right) {
        var interaction =
                requireNonNull(mapping.getCondition(RSocketFrameTypeMessageCondition.class)).getFrameTypes().stream()
                        .map(type -> type.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .sorted()
                        .collect(Collectors.joining(", "));
        return requireNonNull(mapping.getCondition(DestinationPatternsMessageCondition.class)).getPatterns().stream()
                .map(route -> new RouteRight(route, interaction, right.toString()));
    }
}
