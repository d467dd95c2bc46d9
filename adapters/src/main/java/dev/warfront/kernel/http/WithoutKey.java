package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What is sent to this route is no command: it carries no `Idempotency-Key`, runs in no transaction of its request,
/// and its answer is not kept. Source: docs/adr/0005-commands-once.md.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WithoutKey {
    /// Why repeating it does no harm.
    String value();
}
