package dev.warfront.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may use a route. A route without it is closed to everybody. What a caller may do with one object is decided
/// behind it, by the use case. Source: docs/rights.md.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Allow {
    /// One of these roles is needed; none named means any account that has logged in.
    Role[] value() default {};

    /// Nobody needs to be known.
    boolean everyone() default false;
}
