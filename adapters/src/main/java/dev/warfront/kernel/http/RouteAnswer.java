package dev.warfront.kernel.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpEntity;
import org.springframework.http.ResponseEntity;

/// What a route answers, as far as its handler's type and marks say.
final class RouteAnswer {
    private static final String VERSION = "version";

    private final Method handler;
    private final ResolvableType answer;

    RouteAnswer(Method handler) {
        this.handler = handler;
        this.answer = ResolvableType.forMethodReturnType(handler).getGeneric(0);
    }

    /// Whether it is {@link Answer#created} or {@link Answer#accepted}.
    boolean isCreated() {
        return answer.resolve() == HttpEntity.class;
    }

    boolean isTagged() {
        return handler.isAnnotationPresent(Tagged.class)
                || ((isCreated() || answer.resolve() == ResponseEntity.class)
                        && hasVersion(answer.getGeneric(0).resolve()));
    }

    private static boolean hasVersion(@Nullable Class<?> body) {
        return body != null
                && body.isRecord()
                && Arrays.stream(body.getRecordComponents())
                        .anyMatch(component -> component.getName().equals(VERSION)
                                || (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                                        && hasVersion(component.getType())));
    }
}
