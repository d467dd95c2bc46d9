package dev.warfront.kernel.rsocket;

import io.rsocket.frame.FrameType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.ByteArrayDecoder;
import org.springframework.core.codec.ByteArrayEncoder;
import org.springframework.core.codec.DataBufferDecoder;
import org.springframework.core.codec.DataBufferEncoder;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketFrameTypeMessageCondition;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.RouteMatcher;

/// The routes of all controllers. Data pass as bytes: what goes out was encoded once for all, what comes in is
/// read by {@link FrameCodec}, whose refusals have codes. Buffers are not pooled, so nothing leaks when a
/// client vanishes.
@Component
class Routes extends RSocketMessageHandler {
    Routes() {
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
        registerMessagingAdvice(new Refusals());
    }

    @Override
    protected void handleNoMatch(RouteMatcher.@Nullable Route destination, Message<?> message) {
        var type = RSocketFrameTypeMessageCondition.getFrameType(message);
        if (type != FrameType.SETUP && type != FrameType.METADATA_PUSH) {
            throw Refused.notFound();
        }
    }
}
