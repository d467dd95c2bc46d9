/// Secrets at random and derived.
@NullMarked
package dev.warfront.identity.crypto;

import org.jspecify.annotations.NullMarked;
