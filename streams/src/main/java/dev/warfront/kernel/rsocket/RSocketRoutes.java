package dev.warfront.kernel.rsocket;

import dev.warfront.kernel.Allow;
import dev.warfront.kernel.OpenSessions;
import dev.warfront.kernel.Right;
import io.rsocket.frame.FrameType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.DataBufferEncoder;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.CompositeMessageCondition;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.stereotype.Component;
import org.springframework.util.RouteMatcher;
import reactor.core.publisher.Flux;
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
        var whole = withEmptyPayloads(message);
        return right.permits(null)
                ? super.handleMatch(mapping, route, whole)
                : Mono.deferContextual(context -> ClientConnection.of(context)
                        .present(sessions)
                        .filter(right::permits)
                        .switchIfEmpty(Mono.error(RSocketErrors::forbidden))
                        .flatMap(_ -> super.handleMatch(mapping, route, whole)));
    }

    /// The framework leaves empty payloads out, but who sends one on a channel waits for its answer. As one zero
    /// byte, which no format reads as an object, it is refused in its turn.
    private static Message<?> withEmptyPayloads(Message<?> message) {
        return RSocketFrameTypeMessageCondition.getFrameType(message) == FrameType.REQUEST_CHANNEL
                        && message.getPayload() instanceof Publisher<?> payloads
                ? new GenericMessage<>(
                        Flux.from(payloads).cast(DataBuffer.class).map(RSocketRoutes::notEmpty), message.getHeaders())
                : message;
    }

    private static DataBuffer notEmpty(DataBuffer payload) {
        if (payload.readableByteCount() > 0) {
            return payload;
        }
        DataBufferUtils.release(payload);
        return DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]);
    }

    @Override
    protected void handleNoMatch(RouteMatcher.@Nullable Route destination, Message<?> message) {
        var type = RSocketFrameTypeMessageCondition.getFrameType(message);
        if (type != FrameType.SETUP && type != FrameType.METADATA_PUSH) {
            throw RSocketErrors.notFound();
        }
    }
}
