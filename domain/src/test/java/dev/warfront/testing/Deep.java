package dev.warfront.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// A test, or a class of them, that takes so long that it runs with `-Ddeep` alone; see {@link Depth}.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfSystemProperty(named = Deep.PROPERTY, matches = ".*")
public @interface Deep {
    /// Set by `-Ddeep`.
    String PROPERTY = "deep";
}
