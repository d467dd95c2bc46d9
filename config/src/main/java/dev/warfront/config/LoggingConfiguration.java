package dev.warfront.config;

import dev.warfront.kernel.Correlation;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Hooks;

/// Brings the correlation id of the Reactor context into each log line that is written below it, and keeps clients that
/// go away out of the errors.
@Configuration(proxyBeanMethods = false)
class LoggingConfiguration {

    LoggingConfiguration() {
        var registry = ContextRegistry.getInstance();
        forgetOthers(registry);
        registry.registerThreadLocalAccessor(
                Correlation.CORRELATION_ID,
                () -> MDC.get(Correlation.CORRELATION_ID),
                id -> MDC.put(Correlation.CORRELATION_ID, id),
                () -> MDC.remove(Correlation.CORRELATION_ID));
        Hooks.enableAutomaticContextPropagation();
        Hooks.onErrorDropped(new DroppedErrors());
    }

    /// Each costs something at every step of every stream, and nothing here reads a locale, trace or caller there.
    private static void forgetOthers(ContextRegistry registry) {
        registry.getThreadLocalAccessors().stream()
                .map(ThreadLocalAccessor::key)
                .toList()
                .forEach(registry::removeThreadLocalAccessor);
    }
}
