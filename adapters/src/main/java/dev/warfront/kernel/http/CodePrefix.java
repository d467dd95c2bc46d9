package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a context puts before the codes of failures that can happen to any command (`VERSION_CONFLICT`, `TIMEOUT`,
/// `DEPENDENCY_UNAVAILABLE`). Stands on its controllers.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface CodePrefix {
    /// Ends with an underscore, for example `WAR_`.
    String value();
}
