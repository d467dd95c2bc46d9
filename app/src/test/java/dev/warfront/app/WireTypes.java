package dev.warfront.app;

import dev.warfront.kernel.http.Answer.ListJson;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestBody;

/// The records that bodies consist of, in and out. A list is no type of its own, it is named by what is in it.
final class WireTypes {
    private final Set<Class<?>> found = new LinkedHashSet<>();

    private WireTypes() {}

    /// Of one handler.
    static Stream<Class<?>> of(Method handler) {
        var types = new WireTypes();
        types.add(handler.getGenericReturnType());
        Arrays.stream(handler.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .forEach(parameter -> types.add(parameter.getParameterizedType()));
        return types.found.stream();
    }

    private void add(Type type) {
        switch (type) {
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
            case Class<?> plain
            when plain.isRecord() && plain != ListJson.class && found.add(plain) ->
                Arrays.stream(plain.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(this::add);
            default -> {}
        }
    }
}
