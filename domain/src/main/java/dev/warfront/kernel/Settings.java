package dev.warfront.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a record whose components are read from configuration below a prefix. The defaults stand in the file of the
/// rules, `rules.yaml`; the record's constructor refuses values out of range.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Settings {
    /// Where the components are found, for example `war.phase`.
    String value();
}
