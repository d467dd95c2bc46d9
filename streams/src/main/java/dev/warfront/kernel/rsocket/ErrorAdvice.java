package dev.warfront.kernel.rsocket;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.messaging.handler.MessagingAdviceBean;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import reactor.core.publisher.Mono;

/// Turns the failures of all routes into codes. Without it the framework would log each refusal as an error of
/// the program.
final class ErrorAdvice implements MessagingAdviceBean {
    @MessageExceptionHandler
    Mono<DataBuffer> refuse(Throwable failure) {
        return Mono.error(RSocketErrors.of(failure));
    }

    @Override
    public Class<?> getBeanType() {
        return ErrorAdvice.class;
    }

    @Override
    public Object resolveBean() {
        return this;
    }

    @Override
    public boolean isApplicableToBeanType(Class<?> beanType) {
        return true;
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
