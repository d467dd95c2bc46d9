/// The wiring, one class per concern: no rules, no SQL.
@NullMarked
package dev.warfront.config;

import org.jspecify.annotations.NullMarked;
