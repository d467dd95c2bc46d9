package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The refusals that a route can answer. The description of the API shows their statuses and codes; a refusal that is
/// answered and not named here fails an assertion.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /// Cases of a context's sealed refusals; a sealed type stands for all of its cases.
    Class<?>[] value();
}
