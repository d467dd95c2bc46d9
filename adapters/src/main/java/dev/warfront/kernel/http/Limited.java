package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The requests of this route are counted by the {@link RouteLimit} or {@link RouteRate} of that name, each once,
/// before any transaction begins; those beyond it are answered 429 `RATE_LIMITED` with `retry_at`.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Limited {
    String value();
}
