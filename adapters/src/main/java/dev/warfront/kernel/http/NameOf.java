package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The text in this place is the name of a constant of an enum. The description of the API lists them, under one name
/// wherever they stand.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface NameOf {
    Class<? extends Enum<?>> value();

    /// What the description calls it; else its own name, behind that of the type in which it is nested.
    String as() default "";
}
