/// Secrets at random and derived.
@NullMarked
package dev.warfront.identity.settings;

import org.jspecify.annotations.NullMarked;
