package dev.warfront.kernel.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Every error that this route answers is counted, refusals and failures alike, with its `code` as a tag:
/// once a request, when it is answered.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CountErrors {
    /// The name of the counter, for example `war_declaration_errors`.
    String value();
}
