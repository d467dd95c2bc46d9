package dev.warfront.packaged.faults;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.util.ClassUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Stands before the bean that serves the port of a [Fault] and stops the JVM there, without any goodbye.
///
/// Found as an auto-configuration that only the jar of the test names, and without an annotation, so that no scan of
/// the tests' own classes finds it.
public final class FaultPoints implements BeanPostProcessor {

    private final Fault fault = Fault.parse(System.getProperty(Fault.PROPERTY, "none|none|BEFORE|1|"));

    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        var ports = Arrays.stream(ClassUtils.getAllInterfaces(bean))
                .filter(port -> Modifier.isPublic(port.getModifiers()))
                .toArray(Class<?>[]::new);
        if (Arrays.stream(ports).noneMatch(port -> port.getName().equals(fault.port()))) {
            return bean;
        }
        System.out.println(
                "fault point armed: " + fault + ", at " + bean.getClass().getName());
        return Proxy.newProxyInstance(bean.getClass().getClassLoader(), ports, new PortProxy(bean));
    }

    private final class PortProxy implements InvocationHandler {

        private final Object bean;

        PortProxy(Object bean) {
            this.bean = bean;
        }

        @Override
        @SuppressWarnings("ReactiveStreamsUnusedPublisher")
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (!method.getName().equals(fault.method())) {
                return call(method, arguments);
            }
            return switch (fault.moment()) {
                case BEFORE -> before(method, arguments);
                case AFTER -> after(call(method, arguments));
            };
        }

        private @Nullable Object before(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            var text = Arrays.deepToString(arguments);
            return switch (call(method, arguments)) {
                case Mono<?> mono ->
                    Mono.defer(() -> {
                        strike(text);
                        return mono;
                    });
                case Flux<?> flux ->
                    Flux.defer(() -> {
                        strike(text);
                        return flux;
                    });
                case null -> null;
                case Object other -> other;
            };
        }

        private @Nullable Object after(@Nullable Object result) {
            return switch (result) {
                case Mono<?> mono -> mono.doOnSuccess(value -> strike(String.valueOf(value)));
                case Flux<?> flux -> flux.doOnNext(value -> strike(String.valueOf(value)));
                case null -> null;
                case Object other -> other;
            };
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(bean, arguments);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    private void strike(String text) {
        if (text.contains(fault.containing()) && calls.incrementAndGet() == fault.nth()) {
            System.out.println("fault point struck: " + fault);
            System.out.flush();
            Runtime.getRuntime().halt(Fault.EXIT);
        }
    }
}
