package dev.warfront.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a class of rules that is no command of a user: a handler of timers, the answer to another context's
/// port, a step that several use cases share. The wiring finds it by this mark and gives its only constructor
/// the ports it asks for.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface DomainService {}
