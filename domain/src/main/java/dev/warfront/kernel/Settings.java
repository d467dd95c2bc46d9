package dev.warfront.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record whose components are read from configuration below a prefix. The defaults of `war.*` stand in
/// `rules.yaml`, those of `warfront.*` in `warfront.yaml`. The record's constructor refuses nonsense; ranges, which
/// relaxed rules lift, are those of {@link Ranged}.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Settings {
    /// Where the components are found, for example `war.phase`.
    String value();

    /// Whether anything else below the prefix stops the start: for one under which others know settings that
    /// the program would ignore.
    boolean complete() default false;
}
