package dev.warfront.audit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What is changed over routes of this controller is written down, whoever may use them. Commands of staff
/// and of game servers are without it. Where a route is no command, since it keeps no answer, its use case
/// calls {@link AuditTrail#done}. Source: docs/rules/audit.md.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Audited {}
