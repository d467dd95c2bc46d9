package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.Right;
import io.rsocket.frame.FrameType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.DataBufferEncoder;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.CompositeMessageCondition;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.RouteMatcher;
import reactor.core.publisher.Mono;

/// The routes of all controllers, closed by default: a request reaches one only by the right that it declares with
/// {@link Allow}. Data pass as bytes: what goes out was encoded once for all, what comes in is read by {@link
/// FrameCodec}, whose refusals have codes. Buffers are not pooled, so nothing leaks when a client vanishes.
@Component
public class RSocketRoutes extends RSocketMessageHandler {
    private final OpenSessions sessions;

    RSocketRoutes(OpenSessions sessions) {
        this.sessions = sessions;
        setRSocketStrategies(RSocketStrategies.builder()
                .decoders(decoders -> {
                    decoders.clear();
                    decoders.add(new ByteArrayDecoder());
                    decoders.add(new DataBufferDecoder());
                })
                .encoders(encoders -> {
                    encoders.clear();
                    encoders.add(new DataBufferEncoder());
                    encoders.add(new ByteArrayEncoder());
                })
                .dataBufferFactory(DefaultDataBufferFactory.sharedInstance)
                .build());
        registerMessagingAdvice(new ErrorAdvice());
    }

    /// All routes with their rights, by name.
    public List<RouteRight> list() {
        return getHandlerMethods().entrySet().stream()
                .flatMap(route ->
                        RouteRight.of(route.getKey(), Right.of(route.getValue().getMethod())))
                .sorted(Comparator.comparing(RouteRight::route))
                .toList();
    }

    @Override
    protected Mono<Void> handleMatch(CompositeMessageCondition mapping, HandlerMethod route, Message<?> message) {
        var right = Right.of(route.getMethod());
        return right.permits(null)
                ? super.handleMatch(mapping, route, message)
                : Mono.deferContextual(context -> ClientConnection.of(context)
                        .present(sessions)
                        .filter(right::permits)
                        .switchIfEmpty(Mono.error(RSocketErrors::forbidden))
                        .flatMap(_ -> super.handleMatch(mapping, route, message)));
    }

    @Override
    protected void handleNoMatch(RouteMatcher.@Nullable Route destination, Message<?> message) {
        var type = RSocketFrameTypeMessageCondition.getFrameType(message);
        if (type != FrameType.SETUP && type != FrameType.METADATA_PUSH) {
            throw RSocketErrors.notFound();
        }
    }
}
